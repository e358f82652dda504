namespace Accounting.Tokenization.Pipelines.Vocabularies;

/// <summary>
/// The tokens of pieces that were encoded before. Exact: a piece is compared byte by byte. A newer piece takes the place of an older one of
/// the same slot; when the memory is full, all is forgotten. Not thread-safe.
/// </summary>
internal sealed class PieceCache
{
    public const int PieceBytesMax = 64;

    private const int SlotBits = 15, MemoryBytes = 1 << 19, MemoryTokens = 1 << 17;

    private readonly Entry[] _entries = new Entry[1 << SlotBits];
    private readonly byte[] _bytes = new byte[MemoryBytes];
    private readonly int[] _tokens = new int[MemoryTokens];
    private int _bytesUsed, _tokensUsed;

    /// <summary>The tokens of a piece; false where it is not known.</summary>
    public bool TryFind(ReadOnlySpan<byte> piece, ulong hash, out ReadOnlySpan<int> tokens)
    {
        ref readonly var entry = ref _entries[Slot(hash)];
        if (entry.Length == piece.Length && entry.Hash == hash && _bytes.AsSpan(entry.Start, entry.Length).SequenceEqual(piece))
        {
            tokens = _tokens.AsSpan(entry.TokenStart, entry.TokenCount);
            return true;
        }
        tokens = default;
        return false;
    }

    public void Add(ReadOnlySpan<byte> piece, ulong hash, ReadOnlySpan<int> tokens)
    {
        if (tokens.Length > byte.MaxValue) return;
        if (_bytesUsed + piece.Length > MemoryBytes || _tokensUsed + tokens.Length > MemoryTokens) Forget();
        piece.CopyTo(_bytes.AsSpan(_bytesUsed));
        tokens.CopyTo(_tokens.AsSpan(_tokensUsed));
        _entries[Slot(hash)] = new(hash, _bytesUsed, _tokensUsed, (byte)piece.Length, (byte)tokens.Length);
        _bytesUsed += piece.Length;
        _tokensUsed += tokens.Length;
    }

    private void Forget()
    {
        Array.Clear(_entries);
        _bytesUsed = _tokensUsed = 0;
    }

    private static int Slot(ulong hash) => (int)(hash >> (64 - SlotBits));

    private readonly record struct Entry(ulong Hash, int Start, int TokenStart, byte Length, byte TokenCount);
}
