using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Accounting.Tokenization.BytePair;

/// <summary>
/// Exact counts of pieces of 1 to 15 bytes, for whole batches: keys are vectors, a line is asked for from memory well before it is looked
/// at, and its four entries are compared without a branch between them. An entry is a key with the count less one in the high half of its
/// last byte; an empty one is zeros.
/// </summary>
internal sealed unsafe class PieceTable
{
    public const int PieceBytesMax = 15;

    /// <summary>So many lines are on their way from memory while tokens are added.</summary>
    public const int TokensAtOnce = 32;

    /// <summary>65,536 lines of 64 bytes: 4 MB, of which the system gives only what is used.</summary>
    private const int LineBits = 16;

    private const int LineBytes = 64, EntryBytes = 16, Ways = LineBytes / EntryBytes;
    private const int LengthByte = 15, CountShift = 4;
    private const int TableBytes = LineBytes << LineBits;

    private static readonly Vector128<byte>[] Masks = MakeMasks();

    // Pinned, so that the pointer stays good as long as the array lives, which is as long as this does. One line more than used: the first
    // whole line starts within it.
    private readonly byte[] _memory = GC.AllocateArray<byte>(TableBytes + LineBytes, pinned: true);
    private readonly byte* _lines;
    private int _victim;

    public PieceTable()
    {
        fixed (byte* start = _memory) _lines = (byte*)(((nuint)start + LineBytes - 1) & ~(nuint)(LineBytes - 1));
    }

    /// <summary>
    /// The key of a piece: its bytes, zeros after them, its length in the last byte. All longer pieces have one key, which is no entry's.
    /// </summary>
    /// <param name="bytes">The piece and whatever stands after it: 16 readable bytes.</param>
    /// <param name="length">1 or more.</param>
    /// <param name="masks">What <see cref="KeyMasks"/> gives.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Key(byte* bytes, int length, Vector128<byte>* masks)
    {
        // Two masks for each length from 0 to 16.
        var mask = unchecked(masks + 2 * Math.Min(length, EntryBytes));
        return (Vector128.Load(bytes) & mask[0]) | mask[1];
    }

    /// <summary>For each length up to 15, and for all others: the bytes of a piece, and the rest of its key.</summary>
    public static Vector128<byte>[] KeyMasks => Masks;

    /// <summary>Where the line of a key starts, in all tables alike.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Line(Vector128<byte> key)
    {
        return unchecked((int)((Aes.IsSupported ? AesHash(key) : MultiplyHash(key)) >> (64 - LineBits)) * LineBytes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong AesHash(Vector128<byte> key)
    {
        var seed = Vector128.Create(0x9E3779B97F4A7C15UL, 0xD6E8FEB86659FD93UL).AsByte();
        return Aes.Encrypt(Aes.Encrypt(key, seed), seed).AsUInt64().ToScalar();
    }

    private static ulong MultiplyHash(Vector128<byte> key)
    {
        var words = key.AsUInt64();
        var high = Math.BigMul(words.GetElement(0) ^ 0x9E3779B97F4A7C15UL, words.GetElement(1) ^ 0xD6E8FEB86659FD93UL, out ulong low);
        return high ^ low;
    }

    /// <summary>Asks the memory for a line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(int line)
    {
        if (Sse.IsSupported) Sse.Prefetch0(unchecked(_lines + line));
    }

    /// <summary>The count; 0 where the piece is not known.</summary>
    /// <param name="line">From <see cref="Line"/>.</param>
    /// <param name="key">From <see cref="Key"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(int line, Vector128<byte> key)
    {
        // Lines are aligned, and Line gives none beyond the last.
        Unchecked.Assert(line, LineBytes, TableBytes);
        var entry = unchecked(_lines + line);
        // Frequent pieces come early and so stand first: one comparison is mostly enough, and easy to guess.
        if (IsOf(entry, key)) return unchecked((entry[LengthByte] >> CountShift) + 1);
        return FindInLine(entry, key);
    }

    /// <summary>Compares all entries of a line without a branch between them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int FindInLine(byte* line, Vector128<byte> key)
    {
        var wanted = Vector256.Create(key, key).AsUInt64();
        var compared = Vector256.Create(ulong.MaxValue, ulong.MaxValue >> CountShift, ulong.MaxValue, ulong.MaxValue >> CountShift);
        var differentInFirst = (Vector256.Load((ulong*)line) ^ wanted) & compared;
        var differentInSecond = (Vector256.Load(unchecked((ulong*)line + Vector256<ulong>.Count)) ^ wanted) & compared;
        var halves = Vector256.Equals(differentInFirst, Vector256<ulong>.Zero).ExtractMostSignificantBits()
            | (Vector256.Equals(differentInSecond, Vector256<ulong>.Zero).ExtractMostSignificantBits() << Vector256<ulong>.Count);
        var found = halves & (halves >> 1) & 0b01010101;
        if (found == 0) return 0;
        return unchecked((line[BitOperations.TrailingZeroCount(found) * (EntryBytes / 2) + LengthByte] >> CountShift) + 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsOf(byte* entry, Vector128<byte> key) =>
        ((Vector128.Load(entry) ^ key) & Vector128.Create(ulong.MaxValue, ulong.MaxValue >> CountShift).AsByte()) == Vector128<byte>.Zero;

    /// <summary>Keeps the count of a piece: 1 to 15. A full line loses its entries in turn.</summary>
    public void Set(int line, Vector128<byte> key, int count)
    {
        if (Find(line, key) > 0) return;
        var way = FreeWay(line);
        if (way == Ways)
        {
            way = _victim;
            _victim = (_victim + 1) & (Ways - 1);
        }
        Write(line, way, key, count);
    }

    /// <summary>Keeps pieces that are one token each, as long as there is room for them.</summary>
    /// <param name="texts">The texts of all tokens, one after the other.</param>
    /// <param name="starts">Where those of some tokens start, and the last one ends; at most <see cref="TokensAtOnce"/> tokens.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void AddTokens(ReadOnlySpan<byte> texts, ReadOnlySpan<int> starts)
    {
        Span<Vector128<byte>> keys = stackalloc Vector128<byte>[TokensAtOnce];
        Span<int> lines = stackalloc int[TokensAtOnce];
        var count = 0;
        Span<byte> bytes = stackalloc byte[EntryBytes];
        for (var i = 0; i + 1 < starts.Length; i++)
        {
            var length = starts[i + 1] - starts[i];
            if (length is 0 or > PieceBytesMax) continue;
            bytes.Clear();
            texts.Slice(starts[i], length).CopyTo(bytes);
            bytes[LengthByte] = (byte)length;
            keys[count] = Vector128.Create<byte>(bytes);
            lines[count] = Line(keys[count]);
            Prefetch(lines[count++]);
        }
        for (var i = 0; i < count; i++)
        {
            var way = FreeWay(lines[i]);
            if (way < Ways) Write(lines[i], way, keys[i], 1);
        }
    }

    private int FreeWay(int line)
    {
        Unchecked.Assert(line, LineBytes, TableBytes);
        var way = 0;
        while (way < Ways && _lines[line + way * EntryBytes + LengthByte] != 0) way++;
        return way;
    }

    private void Write(int line, int way, Vector128<byte> key, int count)
    {
        Unchecked.Assert(line, LineBytes, TableBytes);
        var entry = key.WithElement(LengthByte, (byte)(key.GetElement(LengthByte) | ((count - 1) << CountShift)));
        entry.StoreAligned(_lines + line + way * EntryBytes);
    }

    private static Vector128<byte>[] MakeMasks()
    {
        var masks = GC.AllocateArray<Vector128<byte>>(2 * (EntryBytes + 1), pinned: true);
        for (var length = 0; length <= PieceBytesMax; length++)
        {
            for (var at = 0; at < length; at++) masks[2 * length] = masks[2 * length].WithElement(at, (byte)0xFF);
            masks[2 * length + 1] = Vector128<byte>.Zero.WithElement(LengthByte, (byte)length);
        }
        masks[2 * EntryBytes + 1] = Vector128.Create((byte)0xFF).WithElement(LengthByte, (byte)0);
        return masks;
    }
}
