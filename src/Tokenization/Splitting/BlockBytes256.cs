using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Accounting.Tokenization.Splitting;

/// <summary>A block in two vectors: AVX2.</summary>
internal readonly unsafe struct BlockBytes256 : IBlockBytes<BlockBytes256>
{
    private readonly Vector256<byte> _low, _high;

    private BlockBytes256(Vector256<byte> low, Vector256<byte> high) =>
        (_low, _high) = (low, high);

    public ulong NonAscii => Bits(_low, _high);

    // Whoever calls has 64 readable bytes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BlockBytes256 Load(byte* bytes) => unchecked(new(Vector256.Load(bytes), Vector256.Load(bytes + Vector256<byte>.Count)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Equal(byte value)
    {
        var wanted = Vector256.Create(value);
        return Bits(Vector256.Equals(_low, wanted), Vector256.Equals(_high, wanted));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong InRange(byte first, byte last) => InRange(_low, _high, first, last);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong InRangeOfAnyCase(byte first, byte last)
    {
        var bit = Vector256.Create((byte)0x20);
        return InRange(_low | bit, _high | bit, first, last);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong InRange(
        Vector256<byte> low, Vector256<byte> high, byte from, byte to)
    {
        var (start, width) = (Vector256.Create(from), Vector256.Create(unchecked((byte)(to - from))));
        return Bits(
            Vector256.LessThanOrEqual(low - start, width),
            Vector256.LessThanOrEqual(high - start, width));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bits(Vector256<byte> low, Vector256<byte> high) =>
        low.ExtractMostSignificantBits() | ((ulong)high.ExtractMostSignificantBits() << Vector256<byte>.Count);
}
