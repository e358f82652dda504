using System.Buffers;
using System.Buffers.Text;
using Accounting.Tokenization.Pipelines;
using Accounting.Tokenization.Pipelines.Decoders;
using Accounting.Tokenization.Pipelines.PreTokenizers;
using Accounting.Tokenization.Pipelines.Vocabularies;

namespace Accounting.Tokenization.Tiktoken;

/// <summary>
/// Reads tiktoken's rank files: on each line the bytes of a token in base64, a space, its rank, which is its id. Any two neighbours merge
/// whose bytes together are a token; the file does not say of which two it was made.
/// </summary>
internal static class RankFile
{
    private const int Bytes = 256;

    public static Pipeline Read(ReadOnlySpan<byte> file, string pattern, IReadOnlyDictionary<string, int> specialTokens)
    {
        if (file.Length > TokenizerLimits.FileBytesMax)
            throw new InvalidDataException($"The rank file has {file.Length:N0} bytes. Expected at most {TokenizerLimits.FileBytesMax:N0}.");
        var tokens = ReadTokens(file);
        var symbols = new int[Bytes];
        for (var value = 0; value < Bytes; value++)
        {
            symbols[value] = tokens.Find([(byte)value]);
            if (symbols[value] == TokenTable.None)
                throw new InvalidDataException($"The rank file has no token for the byte {value}. Expected one for each byte.");
        }
        foreach (var (name, id) in specialTokens)
            if (tokens.Has(id))
                throw new InvalidDataException($"The special token '{name}' has the id {id}, which the rank file gives to another token.");
        return new()
        {
            Model = new BpeModel(tokens, tokens, Merges.Of(tokens), symbols, new() { WholePieceFirst = true }),
            Splitters = [KnownPatternSplitter.For(pattern) ?? (PieceSplitter)new DelimiterSplitter(new PatternFinder(new(pattern)), SplitBehavior.Isolated)],
            AddedTokens = [.. specialTokens.Select(token => new AddedToken(token.Value, token.Key, false, false, false, false))],
            FindsAddedTokens = false,
            Decoders = [new FuseDecoder()],
        };
    }

    private static TokenTable ReadTokens(ReadOnlySpan<byte> file)
    {
        var tokens = new TokenTable();
        var bytes = new byte[TokenizerLimits.TokenBytesMax];
        var number = 0;
        foreach (var range in file.Split((byte)'\n'))
        {
            number++;
            var line = file[range].TrimEnd((byte)'\r');
            if (line.IsEmpty) continue;
            var space = line.IndexOf((byte)' ');
            if (space <= 0 || Base64.DecodeFromUtf8(line[..space], bytes, out _, out var length) != OperationStatus.Done
                || !Utf8Parser.TryParse(line[(space + 1)..], out int rank, out var used) || used != line.Length - space - 1)
                throw new InvalidDataException($"Line {number} of the rank file is no token in base64, a space and its rank.");
            tokens.Add(bytes.AsSpan(0, length), rank);
        }
        return tokens;
    }
}
