namespace Accounting.Tokenization.Pipelines.Vocabularies;

/// <summary>Encodes pieces by looking them up in a cache, then merging.</summary>
/// <param name="pieces">The tokens, as pieces have them.</param>
/// <param name="merges">The merges.</param>
/// <param name="reader">Finds the symbols.</param>
/// <param name="wholePieceFirst">Whether a piece that is a token is that token.</param>
/// <param name="cutsAtSpaces">Whether no merge reaches over the begin of a run of ▁, so that a long text may be cut there without
/// changing a token.</param>
internal sealed class BpeEncoder(
    TokenTable pieces, MergeTable merges, SymbolReader reader, bool wholePieceFirst, bool cutsAtSpaces) : PieceEncoder
{
    /// <summary>Scratch memory for longer pieces is given back after each.</summary>
    private const int KeptMax = 1 << 20;

    private readonly PieceCache _cache = new();
    private readonly SymbolMerger _merger = new(merges);
    private int[] _symbols = new int[PieceCache.PieceBytesMax];

    public override void Encode(ReadOnlySpan<byte> piece, List<int> tokens)
    {
        if (!cutsAtSpaces)
        {
            EncodePart(piece, tokens);
            return;
        }
        for (int start = 0, end; start < piece.Length; start = end)
        {
            end = Metaspaces.NextCut(piece, start);
            EncodePart(piece[start..end], tokens);
        }
    }

    private void EncodePart(ReadOnlySpan<byte> piece, List<int> tokens)
    {
        if (piece.Length > PieceCache.PieceBytesMax)
        {
            tokens.AddRange(Merge(piece));
            if (_symbols.Length > KeptMax) _symbols = new int[PieceCache.PieceBytesMax];
            return;
        }
        var hash = PieceHash.Of(piece);
        if (!_cache.TryFind(piece, hash, out var found))
        {
            found = Merge(piece);
            _cache.Add(piece, hash, found);
        }
        tokens.AddRange(found);
    }

    private ReadOnlySpan<int> Merge(ReadOnlySpan<byte> piece)
    {
        if (wholePieceFirst && pieces.Find(piece) is var whole and not TokenTable.None)
        {
            _symbols[0] = whole;
            return _symbols.AsSpan(0, 1);
        }
        if (_symbols.Length < piece.Length) _symbols = new int[piece.Length];
        var count = reader.Read(piece, _symbols);
        return _symbols.AsSpan(0, _merger.Merge(_symbols.AsSpan(0, count)));
    }
}
