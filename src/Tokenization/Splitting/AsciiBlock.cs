using System.Numerics;
using System.Runtime.CompilerServices;

namespace Accounting.Tokenization.Splitting;

/// <summary>
/// The ASCII bytes from a border on, up to 64, as masks: bit i says whether byte i is of a class. A mask has no bits from
/// <see cref="Length"/> on.
/// </summary>
internal readonly unsafe struct AsciiBlock<TBytes> where TBytes : struct, IBlockBytes<TBytes>
{
    private readonly TBytes _bytes;
    private readonly ulong _valid;

    /// <param name="bytes">The first of 64 readable bytes.</param>
    /// <param name="left">How many of them are text; at least 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public AsciiBlock(byte* bytes, int left)
    {
        _bytes = TBytes.Load(bytes);
        Length = Math.Min(BitOperations.TrailingZeroCount(_bytes.NonAscii), left);
        _valid = Length < PaddedText.BlockBytes ? (1UL << Length) - 1 : ulong.MaxValue;
    }

    /// <summary>Bytes before the first one that is not ASCII, or the end of the text: 0 to 64.</summary>
    public int Length { get; }

    public ulong Letters => _valid & _bytes.InRangeOfAnyCase((byte)'a', (byte)'z');
    public ulong UpperCase => InRange((byte)'A', (byte)'Z');
    public ulong Digits => InRange((byte)'0', (byte)'9');
    public ulong Spaces => Equal((byte)' ');
    public ulong LineBreaks => Equal((byte)'\n') | Equal((byte)'\r');
    public ulong WhiteSpace => InRange((byte)'\t', (byte)'\r') | Spaces;
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

    private ulong Equal(byte value) => _valid & _bytes.Equal(value);

    private ulong InRange(byte first, byte last) => _valid & _bytes.InRange(first, last);
}
