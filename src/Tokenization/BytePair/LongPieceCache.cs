using System.Runtime.InteropServices;

namespace Accounting.Tokenization.BytePair;

/// <summary>
/// Exact counts of pieces of 16 to 512 bytes: a table of hashes and places in a buffer that holds the pieces. When the buffer is full, all
/// are forgotten.
/// </summary>
internal sealed class LongPieceCache
{
    private const int PieceBytesMax = 512;

    private const int SlotBits = 15, BufferBytes = 1 << 21, Ways = 2;

    private readonly Entry[] _entries = new Entry[1 << SlotBits];
    private readonly byte[] _buffer = new byte[BufferBytes];
    private int _used;

    /// <summary>The count of a piece of 16 bytes or more, merged where it is not known.</summary>
    public int Count(ReadOnlySpan<byte> piece, IPieceCounter counter)
    {
        if (piece.Length > PieceBytesMax) return counter.Count(piece);
        var hash = Hash(piece);
        var count = Find(piece, hash);
        if (count > 0) return count;
        count = counter.Count(piece);
        Add(piece, hash, count);
        return count;
    }

    /// <summary>The count of a piece of 16 to 512 bytes; 0 where it is not known.</summary>
    public int Find(ReadOnlySpan<byte> piece) => Find(piece, Hash(piece));

    /// <summary>Keeps the count of a piece that <see cref="Find(ReadOnlySpan{byte})"/> did not know: 1 to 512.</summary>
    public void Add(ReadOnlySpan<byte> piece, int count) => Add(piece, Hash(piece), count);

    private static ulong Hash(ReadOnlySpan<byte> piece)
    {
        var hash = 0x9E3779B97F4A7C15UL ^ (ulong)(uint)piece.Length;
        while (piece.Length >= 16)
        {
            hash = Mix(hash, piece);
            piece = piece[8..];
        }
        return Mix(hash, piece[^8..]);
    }

    /// <summary>The count; 0 where the piece is not known.</summary>
    private int Find(ReadOnlySpan<byte> piece, ulong hash)
    {
        foreach (ref readonly var entry in Set(hash))
        {
            if (entry.Hash != hash || entry.Length != piece.Length) continue;
            if (piece.SequenceEqual(_buffer.AsSpan(entry.Start, entry.Length))) return entry.Count;
        }
        return 0;
    }

    /// <summary>Keeps the count of a piece that <see cref="Find"/> did not know: 1 to 512.</summary>
    private void Add(ReadOnlySpan<byte> piece, ulong hash, int count)
    {
        if (_used + piece.Length > BufferBytes)
        {
            Array.Clear(_entries);
            _used = 0;
        }
        piece.CopyTo(_buffer.AsSpan(_used));
        var set = Set(hash);
        set[^1] = set[0];
        set[0] = new(hash, _used, (ushort)piece.Length, (ushort)count);
        _used += piece.Length;
    }

    private Span<Entry> Set(ulong hash) => _entries.AsSpan((int)(hash >> (64 - SlotBits)) & -Ways, Ways);

    private static ulong Mix(ulong hash, ReadOnlySpan<byte> bytes)
    {
        var high = Math.BigMul(hash ^ MemoryMarshal.Read<ulong>(bytes), 0xD6E8FEB86659FD93UL, out ulong low);
        return high ^ low;
    }

    private readonly record struct Entry(ulong Hash, int Start, ushort Length, ushort Count);
}
