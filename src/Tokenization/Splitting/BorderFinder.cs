using System.Numerics;
using System.Runtime.CompilerServices;

namespace Accounting.Tokenization.Splitting;

/// <summary>
/// Finds the borders of pieces, those of up to 64 bytes of ASCII in one step, which depends on no branch; the splitter itself takes a step
/// where that finds none: at other characters, long pieces and white space before the end. Each step starts at a border, and a piece
/// depends on nothing before its start, so that no step needs to know the one before.
/// </summary>
internal static unsafe class BorderFinder<TSplitter, TBytes>
    where TSplitter : struct, ISplitter
    where TBytes : struct, IBlockBytes<TBytes>
{
    private const int BordersAtOnce = 4;

    /// <summary>A block of fewer bytes of ASCII has too few borders to be worth its masks.</summary>
    private const int BlockBytesMin = 4;

    /// <summary>Borders that a step may add, and those that it writes in vain.</summary>
    public const int StepBordersMax = PaddedText.BlockBytes + BordersAtOnce;

    /// <summary>
    /// Writes the start and the ends of the pieces from there on, until the text ends or less than <see cref="StepBordersMax"/> places are
    /// left. How many pieces they make.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="start">A border before the end of the text.</param>
    /// <param name="borders">More than <see cref="StepBordersMax"/> places.</param>
    public static int Find(PaddedText text, int start, Span<int> borders)
    {
        borders[0] = start;
        var pieces = 0;
        fixed (int* border = borders)
        {
            while (start < text.Length && pieces + StepBordersMax < borders.Length)
            {
                var ends = EndsInBlock(text, start);
                if (ends == 0)
                {
                    start = TSplitter.PieceEnd(text.Text, start);
                    border[++pieces] = start;
                }
                else
                {
                    // There is room for all bits and for what is written after the last one.
                    Write(ends, start, border + pieces + 1);
                    pieces += BitOperations.PopCount(ends);
                    start = border[pieces];
                }
            }
        }
        return pieces;
    }

    /// <summary>The ends of pieces within the block at a border; bit i is i bytes after it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong EndsInBlock(PaddedText text, int start)
    {
        var bytes = text.BlockAt(start);
        if (*bytes >= 0x80) return 0;
        var left = text.Length - start;
        var block = new AsciiBlock<TBytes>(bytes, left);
        if (block.Length < BlockBytesMin && block.Length < left) return 0;
        var starts = TSplitter.Starts(block, text.Text, start) & ~1UL;
        var isLast = block.Length == left && left < PaddedText.BlockBytes && bytes[left - 1] > ' ';
        return isLast ? starts | (1UL << left) : starts;
    }

    /// <summary>Writes the places of bits, four at once: less to guess for the processor than one by one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(ulong ends, int start, int* border)
    {
        for (; ends != 0; border += BordersAtOnce)
        {
            for (var i = 0; i < BordersAtOnce; i++)
            {
                border[i] = unchecked(start + BitOperations.TrailingZeroCount(ends));
                ends &= unchecked(ends - 1);
            }
        }
    }
}
