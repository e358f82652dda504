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
        var (left, right, merged) = (new Utf8Buffer(), new Utf8Buffer(), new Utf8Buffer());
        for (var rank = 0; rank < items.Count; rank++)
        {
            ReadPair(items[rank], left, right);
            var (first, second) = (tokens.Find(left.Text), tokens.Find(right.Text));
            if (first == TokenTable.None || second == TokenTable.None) throw items[rank].Expected("two tokens of the vocabulary");
            if (right.Length < prefix.Length) throw items[rank].Expected("a right half with the prefix of symbols");
            if (left.Length == 0 || right.Length == prefix.Length) throw items[rank].Expected("two halves that are not empty");
            merged.Clear();
            merged.Add(left.Text);
            merged.Add(right.Text[prefix.Length..]);
            var id = tokens.Find(merged.Text);
            if (id == TokenTable.None) throw items[rank].Expected("a merge into a token of the vocabulary");
            merges.Add(first, second, rank, id);
        }
        return merges;
    }

    /// <summary>The halves of a merge: a list of two, or in older files a string with a space between them.</summary>
    private static void ReadPair(JsonPart item, Utf8Buffer left, Utf8Buffer right)
    {
        left.Clear();
        right.Clear();
        if (item.Value.IsString)
        {
            var text = item.Value.Utf8;
            var space = text.IndexOf((byte)' ');
            if (space < 0 || text[(space + 1)..].Contains((byte)' ')) throw item.Expected("two tokens with one space between them");
            left.Add(text[..space]);
            right.Add(text[(space + 1)..]);
            return;
        }
        var count = 0;
        foreach (var half in item.Value)
        {
            if (++count > 2 || !half.IsString) throw item.Expected("two tokens");
            (count == 1 ? left : right).Add(half.Utf8);
        }
        if (count != 2) throw item.Expected("two tokens");
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
