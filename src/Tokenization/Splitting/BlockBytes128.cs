using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Accounting.Tokenization.Splitting;

/// <summary>A block in four vectors: SSE, and Arm's.</summary>
internal readonly unsafe struct BlockBytes128 : IBlockBytes<BlockBytes128>
{
    private readonly Vector128<byte> _first, _second, _third, _fourth;

    private BlockBytes128(Vector128<byte> first, Vector128<byte> second, Vector128<byte> third, Vector128<byte> fourth) =>
        (_first, _second, _third, _fourth) = (first, second, third, fourth);

    public ulong NonAscii => Bits(_first, _second, _third, _fourth);

    // Whoever calls has 64 readable bytes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BlockBytes128 Load(byte* bytes) => unchecked(new(
        Vector128.Load(bytes),
        Vector128.Load(bytes + Vector128<byte>.Count),
        Vector128.Load(bytes + 2 * Vector128<byte>.Count),
        Vector128.Load(bytes + 3 * Vector128<byte>.Count)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Equal(byte value)
    {
        var wanted = Vector128.Create(value);
        return Bits(
            Vector128.Equals(_first, wanted), Vector128.Equals(_second, wanted),
            Vector128.Equals(_third, wanted), Vector128.Equals(_fourth, wanted));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong InRange(byte first, byte last) => InRange(_first, _second, _third, _fourth, first, last);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong InRangeOfAnyCase(byte first, byte last)
    {
        var bit = Vector128.Create((byte)0x20);
        return InRange(_first | bit, _second | bit, _third | bit, _fourth | bit, first, last);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong InRange(
        Vector128<byte> first, Vector128<byte> second, Vector128<byte> third, Vector128<byte> fourth, byte from, byte to)
    {
        var (start, width) = (Vector128.Create(from), Vector128.Create(unchecked((byte)(to - from))));
        return Bits(
            Vector128.LessThanOrEqual(first - start, width),
            Vector128.LessThanOrEqual(second - start, width),
            Vector128.LessThanOrEqual(third - start, width),
            Vector128.LessThanOrEqual(fourth - start, width));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bits(Vector128<byte> first, Vector128<byte> second, Vector128<byte> third, Vector128<byte> fourth) =>
        first.ExtractMostSignificantBits()
        | ((ulong)second.ExtractMostSignificantBits() << Vector128<byte>.Count)
        | ((ulong)third.ExtractMostSignificantBits() << 2 * Vector128<byte>.Count)
        | ((ulong)fourth.ExtractMostSignificantBits() << 3 * Vector128<byte>.Count);
}
