using System.Text;

namespace Accounting.Tokenization.Pipelines.Vocabularies;

/// <summary>
/// Each code point is a symbol, with the prefix and the suffix that the vocabulary wants. What the vocabulary does not have becomes the
/// tokens of its bytes, or is unknown; the order in which that happens is the one of Rust's <c>tokenizers</c> 0.22
/// (<c>BPE::merge_word</c>).
/// </summary>
internal sealed class CodePointSymbols(TokenTable tokens, BpeOptions options) : SymbolReader
{
    private readonly int[] _ofByte = options.ByteFallback ? ByteTokens.Of(tokens) : [];
    private readonly Utf8Buffer _symbol = new();

    public override int Read(ReadOnlySpan<byte> piece, Span<int> symbols)
    {
        var (count, hasUnknown) = (0, false);
        for (var start = 0; start < piece.Length;)
        {
            Rune.DecodeFromUtf8(piece[start..], out _, out var length);
            var symbol = Symbol(piece, start, length);
            start += length;
            var id = tokens.Find(symbol);
            if (id != TokenTable.None)
            {
                if (hasUnknown) symbols[count++] = options.Unknown;
                hasUnknown = false;
                symbols[count++] = id;
            }
            else if (!options.ByteFallback || !TryAddBytes(symbol, symbols, ref count))
            {
                if (hasUnknown && !options.FuseUnknown) symbols[count++] = options.Unknown;
                hasUnknown = options.Unknown != TokenTable.None;
            }
        }
        if (hasUnknown) symbols[count++] = options.Unknown;
        return count;
    }

    private ReadOnlySpan<byte> Symbol(ReadOnlySpan<byte> piece, int start, int length)
    {
        var isLast = start + length == piece.Length;
        var bare = piece.Slice(start, length);
        if ((start == 0 || options.Prefix.Length == 0) && (!isLast || options.Suffix.Length == 0)) return bare;
        _symbol.Clear();
        if (start > 0) _symbol.Add(options.Prefix);
        _symbol.Add(bare);
        if (isLast) _symbol.Add(options.Suffix);
        return _symbol.Text;
    }

    private bool TryAddBytes(ReadOnlySpan<byte> symbol, Span<int> symbols, ref int count)
    {
        foreach (var value in symbol)
            if (_ofByte[value] == TokenTable.None) return false;
        foreach (var value in symbol) symbols[count++] = _ofByte[value];
        return true;
    }
}
