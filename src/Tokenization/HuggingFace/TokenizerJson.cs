using Accounting.Tokenization.Json;
using Accounting.Tokenization.Pipelines;
using Accounting.Tokenization.Pipelines.PreTokenizers;

namespace Accounting.Tokenization.HuggingFace;

/// <summary>
/// Reads a tokenizer.json. <c>truncation</c> and <c>padding</c> are left out: they fit a text to a model's window, and a text's tokens
/// are to be counted whole.
/// </summary>
internal static class TokenizerJson
{
    /// <exception cref="InvalidDataException">The file is damaged or not a tokenizer; the message says where.</exception>
    /// <exception cref="NotSupportedException">The file asks for something that is not supported; the message names it.</exception>
    public static Pipeline Read(ReadOnlyMemory<byte> file)
    {
        if (file.Length > TokenizerLimits.FileBytesMax)
            throw new InvalidDataException($"The tokenizer has {file.Length:N0} bytes. Expected at most {TokenizerLimits.FileBytesMax:N0}.");
        var index = new JsonIndex();
        if (!index.TryRead(file, out var error)) throw new InvalidDataException($"tokenizer.json: {error.Message}");
        var root = new JsonPart(index.Root, "");
        if (!root.Value.IsObject)
            throw new InvalidDataException("tokenizer.json: not an object. Expected the tokenizer.json of a Hugging Face model.");
        return Read(root);
    }

    private static Pipeline Read(JsonPart root)
    {
        var splitters = PreTokenizerReader.Read(root["pre_tokenizer"]);
        var model = ModelReader.Read(root["model"], splitters is [.., ByteAlphabetWriter], out var worksOnBytes);
        if (worksOnBytes) splitters.RemoveAt(splitters.Count - 1);
        var (before, after) = PostProcessorReader.Read(root["post_processor"]);
        return new()
        {
            Model = model,
            Normalizers = NormalizerReader.Read(root["normalizer"]),
            Splitters = splitters,
            AddedTokens = AddedTokenReader.Read(root["added_tokens"], model.Tokens),
            Before = before,
            After = after,
            Decoders = DecoderReader.Read(root["decoder"]),
        };
    }
}
