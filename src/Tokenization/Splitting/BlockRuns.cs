using System.Numerics;
using System.Runtime.CompilerServices;

namespace Accounting.Tokenization.Splitting;

/// <summary>
/// The parts that the patterns have in common, as algebra on the masks of a block that starts at a border. What <see cref="Runs"/> finds
/// byte by byte; a shift to the left moves what is true of a byte to the byte after it.
/// </summary>
internal static class BlockRuns
{
    private const int NumberGroupMax = 3;

    /// <summary>Bytes whose predecessor is not of their class.</summary>
    public static ulong FirstOf(ulong mask) => mask & ~(mask << 1);

    /// <summary>Starts of <c>\p{N}{1,3}</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong NumberGroups(ulong digits)
    {
        var starts = FirstOf(digits);
        var fourthOrLater = digits & (digits << 1) & (digits << 2) & (digits << NumberGroupMax);
        if (fourthOrLater == 0) return starts;
        for (var next = starts; (next = (next << NumberGroupMax) & fourthOrLater) != 0;) starts |= next;
        return starts;
    }

    /// <summary>Starts of <c>\s+(?!\S)|\s+</c>: of each run, and of its last one before something else.</summary>
    public static ulong Blanks(ulong whiteSpace) => FirstOf(whiteSpace) | (whiteSpace & ~(whiteSpace >> 1));

    /// <summary>
    /// Starts of <c>\s*[\r\n]+|\s+(?!\S)|\s+</c>: as <see cref="Blanks"/>, but a run is cut after its last line break too.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong BlanksByLines(ulong whiteSpace, ulong lineBreaks)
    {
        var blanks = whiteSpace & ~lineBreaks;
        var starts = FirstOf(whiteSpace) | (blanks & ~(whiteSpace >> 1));
        var afterBreaks = blanks & (lineBreaks << 1);
        return afterBreaks == 0 ? starts : starts | WithoutBreakAfter(afterBreaks, blanks, lineBreaks);
    }

    /// <summary>Of the stretches of blanks after a line break those that do not end at another one.</summary>
    private static ulong WithoutBreakAfter(ulong stretches, ulong blanks, ulong lineBreaks)
    {
        // Adding its first bit to a stretch carries over to the byte after it.
        var ends = unchecked(blanks + stretches) & ~blanks;
        for (var breaks = ends & lineBreaks; breaks != 0; breaks = WithoutLowest(breaks))
        {
            var before = stretches & ((1UL << BitOperations.TrailingZeroCount(breaks)) - 1);
            stretches &= ~(1UL << BitOperations.Log2(before));
        }
        return stretches;
    }

    /// <summary>The bytes of <c>[\r\n]*</c> after punctuation.</summary>
    public static ulong BreaksAfter(ulong punctuation, ulong lineBreaks)
    {
        // Adding its first bit to a run clears the run.
        var first = lineBreaks & (punctuation << 1);
        return lineBreaks & ~unchecked(lineBreaks + first);
    }

    /// <summary>The bytes of <c>[\r\n/]*</c> from a line break after punctuation on; slashes are punctuation themselves.</summary>
    public static ulong BreaksAndSlashesAfter(ulong punctuation, ulong lineBreaks, ulong slashes)
    {
        var taken = 0UL;
        var run = lineBreaks | slashes;
        for (var first = lineBreaks & (punctuation << 1); first != 0; first &= ~taken)
            taken |= run & ~unchecked(run + (first & ~(first - 1)));
        return taken;
    }

    /// <summary>Cuts after the contractions of some apostrophes, and nowhere within them.</summary>
    /// <param name="starts">Where pieces start without contractions.</param>
    /// <param name="apostrophes">Where a contraction can be.</param>
    /// <param name="joined">Whether a contraction belongs to the piece before it, which has one at most; else it is a piece.</param>
    /// <param name="anyCase">As in <see cref="Contraction"/>.</param>
    /// <param name="text">The text.</param>
    /// <param name="at">Where the block starts in it.</param>
    public static ulong CutAfterContractions(
        ulong starts, ulong apostrophes, bool joined, bool anyCase, ReadOnlySpan<byte> text, int at)
    {
        for (var end = -1; apostrophes != 0; apostrophes = WithoutLowest(apostrophes))
        {
            var first = BitOperations.TrailingZeroCount(apostrophes);
            if (joined && first == end) continue;
            var length = anyCase ? Contraction.LengthAnyCase(text, at + first) : Contraction.LengthExact(text, at + first);
            if (length == 0) continue;
            end = first + length;
            var inside = ((1UL << length) - 1) << first;
            starts &= ~(joined ? inside : WithoutLowest(inside));
            if (end < PaddedText.BlockBytes) starts |= 1UL << end;
        }
        return starts;
    }

    private static ulong WithoutLowest(ulong mask) => mask & (mask - 1);
}
