using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Accounting.Tokenization.Splitting;

/// <summary>
/// The ASCII bytes from a border on, up to 64, as masks: bit i says whether byte i is of a class. A mask has no bits from
/// <see cref="Length"/> on.
/// </summary>
internal readonly unsafe struct AsciiBlock
{
    private readonly Vector256<byte> _low, _high;
    private readonly ulong _valid;

    /// <param name="bytes">The first of 64 readable bytes.</param>
    /// <param name="left">How many of them are text; at least 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public AsciiBlock(byte* bytes, int left)
    {
        _low = Vector256.Load(bytes);
        _high = Vector256.Load(bytes + Vector256<byte>.Count);
        Length = Math.Min(BitOperations.TrailingZeroCount(Bits(_low, _high)), left);
        _valid = Length < PaddedText.BlockBytes ? (1UL << Length) - 1 : ulong.MaxValue;
    }

    public static bool IsSupported => Vector256.IsHardwareAccelerated;

    /// <summary>Bytes before the first one that is not ASCII, or the end of the text: 0 to 64.</summary>
    public int Length { get; }

    public ulong Letters => InRange(_low | Vector256.Create((byte)0x20), _high | Vector256.Create((byte)0x20), (byte)'a', (byte)'z');
    public ulong UpperCase => InRange(_low, _high, (byte)'A', (byte)'Z');
    public ulong Digits => InRange(_low, _high, (byte)'0', (byte)'9');
    public ulong Spaces => Equal((byte)' ');
    public ulong LineBreaks => Equal((byte)'\n') | Equal((byte)'\r');
    public ulong WhiteSpace => InRange(_low, _high, (byte)'\t', (byte)'\r') | Spaces;
    public ulong Slashes => Equal((byte)'/');
    public ulong Apostrophes => Equal((byte)'\'');

    /// <summary>Those bytes of the block that none of the masks has.</summary>
    public ulong Except(ulong masks) => _valid & ~masks;

    /// <summary>
    /// A run of white space at the end of the block may go on after it: of the borders in it only the first is certain. Takes the others
    /// away.
    /// </summary>
    /// <param name="starts">Where pieces start.</param>
    /// <param name="whiteSpace">White space that is in pieces of its own.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Certain(ulong starts, ulong whiteSpace)
    {
        var afterOthers = ~(ulong.MaxValue >> BitOperations.LeadingZeroCount(Except(whiteSpace) | 1));
        return starts & _valid & ~(afterOthers & (whiteSpace << 1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Equal(byte value) =>
        _valid & Bits(Vector256.Equals(_low, Vector256.Create(value)), Vector256.Equals(_high, Vector256.Create(value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong InRange(Vector256<byte> low, Vector256<byte> high, byte first, byte last)
    {
        var (start, width) = (Vector256.Create(first), Vector256.Create((byte)(last - first)));
        return _valid & Bits(Vector256.LessThanOrEqual(low - start, width), Vector256.LessThanOrEqual(high - start, width));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Bits(Vector256<byte> low, Vector256<byte> high) =>
        low.ExtractMostSignificantBits() | ((ulong)high.ExtractMostSignificantBits() << Vector256<byte>.Count);
}
