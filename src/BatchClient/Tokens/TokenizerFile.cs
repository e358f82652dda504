using Accounting.BatchClient.CommandLine;
using Accounting.Tokenization;

namespace Accounting.BatchClient.Tokens;

/// <summary>Makes a tokenizer of a file's bytes, by the kind of the file.</summary>
internal static class TokenizerFile
{
    /// <param name="file">The file's name, whose ending tells its kind.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="name">What was typed.</param>
    /// <param name="pattern">The splitting pattern, for a rank file.</param>
    /// <exception cref="UserException">The file is no tokenizer, or has something that is not supported.</exception>
    public static Tokenizer Read(string file, byte[] content, string name, string? pattern)
    {
        try
        {
            return Kind(file, content) switch
            {
                "json" => TokenizerFactory.FromJson(content, name),
                "model" => TokenizerFactory.FromSentencePiece(content, name),
                _ => TokenizerFactory.FromTiktoken(content, pattern ?? throw UserException.WrongUsage(
                    $"'{file}' is a rank file, which does not say how texts are cut. Give the pattern with --pattern."), name: name),
            };
        }
        catch (Exception exception) when (exception is InvalidDataException or NotSupportedException)
        {
            throw new UserException($"'{name}' cannot be used as a tokenizer: {exception.Message}", exception);
        }
    }

    private static string Kind(string file, ReadOnlySpan<byte> content)
    {
        if (file.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || content.TrimStart(" \t\r\n"u8) is [(byte)'{', ..]) return "json";
        return file.EndsWith(".model", StringComparison.OrdinalIgnoreCase) ? "model"
            : file.EndsWith(".tiktoken", StringComparison.OrdinalIgnoreCase) ? "tiktoken"
            : throw new UserException($"'{file}' is of no known kind. Expected a tokenizer.json, a SentencePiece .model or a .tiktoken file.");
    }
}
