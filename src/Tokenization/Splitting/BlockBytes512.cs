using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Accounting.Tokenization.Splitting;

/// <summary>A block in one vector: AVX-512.</summary>
internal readonly unsafe struct BlockBytes512 : IBlockBytes<BlockBytes512>
{
    private readonly Vector512<byte> _all;

    private BlockBytes512(Vector512<byte> all) =>
        _all = all;

    public ulong NonAscii => Bits(_all);

    // Whoever calls has 64 readable bytes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static BlockBytes512 Load(byte* bytes) => unchecked(new(Vector512.Load(bytes)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Equal(byte value)
    {
        var wanted = Vector512.Create(value);
        return Bits(Vector512.Equals(_all, wanted));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong InRange(byte first, byte last) => InRange(_all, first, last);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong InRangeOfAnyCase(byte first, byte last)
    {
        var bit = Vector512.Create((byte)0x20);
        return InRange(_all | bit, first, last);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong InRange(
        Vector512<byte> all, byte from, byte to)
    {
        var (start, width) = (Vector512.Create(from), Vector512.Create(unchecked((byte)(to - from))));
        return Bits(
            Vector512.LessThanOrEqual(all - start, width));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bits(Vector512<byte> all) =>
        all.ExtractMostSignificantBits();
}
