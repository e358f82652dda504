using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Accounting.Tokenization.Splitting;

namespace Accounting.Tokenization.BytePair;

/// <summary>
/// <see cref="ShortPieceCache"/> for whole batches: keys are vectors, a line is asked for from memory well before it is looked at, and its
/// four entries are compared
/// without a branch between them.
/// </summary>
internal sealed unsafe class BatchPieceCache
{
    public const int PieceBytesMax = 15;

    /// <summary>65,536 lines of 64 bytes: 4 MB, of which the system gives only what is used.</summary>
    private const int LineBits = 16;

    private const int LineBytes = 64, EntryBytes = 16, Ways = LineBytes / EntryBytes;
    private const int LengthByte = 15, CountShift = 4;

    // Pinned, so that the pointer stays good as long as the array lives, which is as long as this does. One line more than used: the first
    // whole line starts within it.
    private readonly byte[] _memory = GC.AllocateArray<byte>((LineBytes << LineBits) + LineBytes, pinned: true);
    private readonly byte* _lines;
    private int _victim;

    public BatchPieceCache()
    {
        fixed (byte* start = _memory) _lines = (byte*)(((nuint)start + LineBytes - 1) & ~(nuint)(LineBytes - 1));
    }

    public static bool IsSupported => AsciiBlock.IsSupported && Aes.IsSupported && BitConverter.IsLittleEndian;

    /// <summary>The key of a piece: its bytes, zeros after them, its length in the last byte.</summary>
    /// <param name="bytes">The piece and whatever stands after it: 16 readable bytes.</param>
    /// <param name="length">1 to <see cref="PieceBytesMax"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Key(byte* bytes, int length)
    {
        // A window of 16 bytes that starts so that `length` of ones are in it; its offset is 1 to 15, because of what length is.
        ReadOnlySpan<byte> window =
        [
            0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        ];
        unchecked
        {
            var mask = Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(window), (nuint)(EntryBytes - length));
            return (Vector128.Load(bytes) & mask).WithElement(LengthByte, (byte)length);
        }
    }

    /// <summary>Where the line of a key starts, and asks the memory for it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Prefetch(Vector128<byte> key)
    {
        var seed = Vector128.Create(0x9E3779B97F4A7C15UL, 0xD6E8FEB86659FD93UL).AsByte();
        var hash = Aes.Encrypt(Aes.Encrypt(key, seed), seed).AsUInt64().ToScalar();
        var line = unchecked((int)(hash >> (64 - LineBits)) * LineBytes);
        // line is below LineBytes << LineBits: inside the array.
        Sse.Prefetch0(_lines + line);
        return line;
    }

    /// <summary>The count; 0 where the piece is not known.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(int line, Vector128<byte> key)
    {
        // line comes from Prefetch: 64 aligned bytes from there on are inside the array.
        var entries = _lines + line;
        var wanted = Vector256.Create(key, key).AsUInt64();
        var compared = Vector256.Create(ulong.MaxValue, ulong.MaxValue >> CountShift, ulong.MaxValue, ulong.MaxValue >> CountShift);
        var differentInFirst = (Vector256.Load((ulong*)entries) ^ wanted) & compared;
        var differentInSecond = (Vector256.Load((ulong*)entries + Vector256<ulong>.Count) ^ wanted) & compared;
        var halves = Vector256.Equals(differentInFirst, Vector256<ulong>.Zero).ExtractMostSignificantBits()
            | (Vector256.Equals(differentInSecond, Vector256<ulong>.Zero).ExtractMostSignificantBits() << Vector256<ulong>.Count);
        var found = halves & (halves >> 1) & 0b01010101;
        if (found == 0) return 0;
        return unchecked((entries[BitOperations.TrailingZeroCount(found) * (EntryBytes / 2) + LengthByte] >> CountShift) + 1);
    }

    /// <summary>Keeps the count of a piece that <see cref="Find"/> did not know: 1 to 15. A full line loses its entries in turn.</summary>
    public void Add(int line, Vector128<byte> key, int count)
    {
        // As in Find.
        var entries = _lines + line;
        var way = 0;
        while (way < Ways && entries[way * EntryBytes + LengthByte] != 0) way++;
        if (way == Ways)
        {
            way = _victim;
            _victim = (_victim + 1) & (Ways - 1);
        }
        var entry = key.WithElement(LengthByte, (byte)(key.GetElement(LengthByte) | ((count - 1) << CountShift)));
        entry.StoreAligned(entries + way * EntryBytes);
    }
}
