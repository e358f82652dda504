using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Accounting.Tokenization.BytePair;

/// <summary>
/// Exact counts of pieces of 16 to 512 bytes: a table of hashes and places in a buffer that holds the pieces. When the buffer is full, all
/// are forgotten. Entry and bytes can be asked for from memory before they are looked at.
/// </summary>
internal sealed class LongPieceCache
{
    public const int PieceBytesMax = 512;

    /// <summary>Texts without spaces have many long pieces: 8 MB of them with 3 MB of entries, of which the system gives only what is used.</summary>
    private const int SlotBits = 17, BufferBytes = 1 << 23, Ways = 2;

    // Pinned for the prefetches alone.
    private readonly Entry[] _entries = GC.AllocateArray<Entry>(1 << SlotBits, pinned: true);
    private readonly byte[] _buffer = GC.AllocateArray<byte>(BufferBytes, pinned: true);
    private int _used;

    /// <summary>The count of a piece of 16 bytes or more, counted where it is not known.</summary>
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

    public static ulong Hash(ReadOnlySpan<byte> piece)
    {
        var hash = 0x9E3779B97F4A7C15UL ^ (ulong)(uint)piece.Length;
        while (piece.Length >= 16)
        {
            hash = Mix(hash, piece);
            piece = piece[8..];
        }
        return Mix(hash, piece[^8..]);
    }

    /// <summary>Asks the memory for the entries of a hash.</summary>
    public unsafe void PrefetchEntry(ulong hash)
    {
        if (Sse.IsSupported) Sse.Prefetch0(Unsafe.AsPointer(ref _entries[Slot(hash)]));
    }

    /// <summary>Asks the memory for the bytes of the entry that has the hash, if there is one.</summary>
    public unsafe void PrefetchBytes(ulong hash)
    {
        foreach (ref readonly var entry in Set(hash))
            if (entry.Hash == hash && Sse.IsSupported) Sse.Prefetch0(Unsafe.AsPointer(ref _buffer[entry.Start]));
    }

    /// <summary>The count; 0 where the piece is not known.</summary>
    public int Find(ReadOnlySpan<byte> piece, ulong hash)
    {
        foreach (ref readonly var entry in Set(hash))
        {
            if (entry.Hash != hash || entry.Length != piece.Length) continue;
            if (piece.SequenceEqual(_buffer.AsSpan(entry.Start, entry.Length))) return entry.Count;
        }
        return 0;
    }

    /// <summary>Keeps the count of a piece that <see cref="Find"/> did not know: 1 to 512.</summary>
    public void Add(ReadOnlySpan<byte> piece, ulong hash, int count)
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

    private Span<Entry> Set(ulong hash) => _entries.AsSpan(Slot(hash), Ways);

    private static int Slot(ulong hash) => (int)(hash >> (64 - SlotBits)) & -Ways;

    private static ulong Mix(ulong hash, ReadOnlySpan<byte> bytes)
    {
        var high = Math.BigMul(hash ^ MemoryMarshal.Read<ulong>(bytes), 0xD6E8FEB86659FD93UL, out ulong low);
        return high ^ low;
    }

    private readonly record struct Entry(ulong Hash, int Start, ushort Length, ushort Count);
}
