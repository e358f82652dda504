using Accounting.Tokenization.Pipelines;
using Accounting.Tokenization.Pipelines.Vocabularies;

namespace Accounting.Tokenization.HuggingFace;

/// <summary>Reads a BPE <c>model</c> of a tokenizer.json.</summary>
internal static class BpeReader
{
    private const int Bytes = 256;

    public static BpeModel Read(JsonPart part, bool byteLevel, out bool worksOnBytes)
    {
        if (part["dropout"] is { HasValue: true } dropout && dropout.Value.Raw.ContainsAnyInRange((byte)'1', (byte)'9'))
            throw dropout.Unsupported("dropout, which gives another result each time,");
        var tokens = ModelReader.Tokens(part["vocab"]);
        var options = Options(part, tokens);
        var merges = Merges(part["merges"], tokens, options.Prefix);
        var isPlain = options is { Prefix: [], Suffix: [] };
        if (byteLevel && isPlain && ByteSymbols(tokens) is { } symbols)
        {
            worksOnBytes = true;
            return new(tokens, OverBytes(tokens), merges, symbols, options);
        }
        worksOnBytes = false;
        return new(tokens, tokens, merges, null, options);
    }

    private static BpeOptions Options(JsonPart part, TokenTable tokens)
    {
        var options = new BpeOptions
        {
            Unknown = part["unk_token"].HasValue ? ModelReader.IdOf(tokens, part["unk_token"]) : TokenTable.None,
            FuseUnknown = part["fuse_unk"].Flag(false),
            ByteFallback = part["byte_fallback"].Flag(false),
            Prefix = part["continuing_subword_prefix"].HasValue ? part["continuing_subword_prefix"].Bytes() : [],
            Suffix = part["end_of_word_suffix"].HasValue ? part["end_of_word_suffix"].Bytes() : [],
            WholePieceFirst = part["ignore_merges"].Flag(false),
        };
        return options is { ByteFallback: true } and not { Prefix: [], Suffix: [] }
            ? throw part.Unsupported("byte_fallback together with a prefix or suffix of symbols")
            : options;
    }

    private static MergeTable Merges(JsonPart part, TokenTable tokens, byte[] prefix)
    {
        var items = part.Items();
        var merges = new MergeTable(items.Count);
        var merged = new Utf8Buffer();
        for (var rank = 0; rank < items.Count; rank++)
        {
            var (left, right) = Pair(items[rank], tokens);
            if (right.AsSpan(0, Math.Min(prefix.Length, right.Length)).Length < prefix.Length) throw items[rank].Expected("a right half with the prefix of symbols");
            merged.Clear();
            merged.Add(left);
            merged.Add(right.AsSpan(prefix.Length));
            var id = tokens.Find(merged.Text);
            if (id == TokenTable.None) throw items[rank].Expected("a merge into a token of the vocabulary");
            if (left.Length == 0 || right.Length == prefix.Length) throw items[rank].Expected("two halves that are not empty");
            merges.Add(tokens.Find(left), tokens.Find(right), rank, id);
        }
        return merges;
    }

    /// <summary>The halves of a merge: a list of two, or in older files a string with a space between them.</summary>
    private static (byte[] Left, byte[] Right) Pair(JsonPart item, TokenTable tokens)
    {
        byte[] left, right;
        if (item.Value.IsString)
        {
            var text = item.Bytes();
            var space = Array.IndexOf(text, (byte)' ');
            if (space < 0 || Array.IndexOf(text, (byte)' ', space + 1) >= 0) throw item.Expected("two tokens with one space between them");
            (left, right) = (text[..space], text[(space + 1)..]);
        }
        else
        {
            var pair = item.Items();
            if (pair.Count != 2) throw item.Expected("two tokens");
            (left, right) = (pair[0].Bytes(), pair[1].Bytes());
        }
        return tokens.Find(left) != TokenTable.None && tokens.Find(right) != TokenTable.None
            ? (left, right)
            : throw item.Expected("two tokens of the vocabulary");
    }

    /// <summary>The symbol of each byte; null where one of them has no token.</summary>
    private static int[]? ByteSymbols(TokenTable tokens)
    {
        var symbols = new int[Bytes];
        var text = new Utf8Buffer();
        for (var value = 0; value < Bytes; value++)
        {
            text.Clear();
            ByteAlphabet.Write([(byte)value], text);
            symbols[value] = tokens.Find(text.Text);
            if (symbols[value] == TokenTable.None) return null;
        }
        return symbols;
    }

    /// <summary>The tokens as bytes; those with characters that stand for no byte can never be met, and are left out.</summary>
    private static TokenTable OverBytes(TokenTable tokens)
    {
        var pieces = new TokenTable();
        var bytes = new Utf8Buffer();
        for (var id = 0; id < tokens.End; id++)
        {
            bytes.Clear();
            if (tokens.Has(id) && ByteAlphabet.TryRead(tokens.Bytes(id), bytes)) pieces.Add(bytes.Text, id);
        }
        return pieces;
    }
}
