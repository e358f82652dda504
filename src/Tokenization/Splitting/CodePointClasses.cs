using System.Runtime.CompilerServices;
using Accounting.Tokenization.BytePair;
using Accounting.Tokenization.Data;

namespace Accounting.Tokenization.Splitting;

/// <summary>
/// The class of every code point by Unicode 16.0, the version in tiktoken's regular expressions. Frozen as data, so that a newer runtime
/// changes no count.
/// </summary>
internal static class CodePointClasses
{
    public const string UnicodeVersion = "16.0";

    private const int CodePoints = 0x110000;

    private static readonly byte[] Table = Load();

    public static byte Of(int codePoint) => Table[codePoint];

    /// <summary>Class and length of the code point at a border of valid UTF-8, before its end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte At(ReadOnlySpan<byte> text, int at, out int length)
    {
        // All of a code point's bytes are there, because the text is valid, and no code point is beyond the table.
        int first = Unchecked.At(text, at);
        if (first < 0x80)
        {
            length = 1;
            return Unchecked.At(Table, first);
        }
        return Unchecked.At(Table, DecodeMultibyte(text, at, first, out length));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int DecodeMultibyte(ReadOnlySpan<byte> text, int at, int first, out int length)
    {
        unchecked
        {
            var second = Unchecked.At(text, at + 1) & 0x3F;
            if (first < 0xE0)
            {
                length = 2;
                return ((first & 0x1F) << 6) | second;
            }
            var third = Unchecked.At(text, at + 2) & 0x3F;
            if (first < 0xF0)
            {
                length = 3;
                return ((first & 0x0F) << 12) | (second << 6) | third;
            }
            length = 4;
            return ((first & 0x07) << 18) | (second << 12) | (third << 6) | (Unchecked.At(text, at + 3) & 0x3F);
        }
    }

    /// <summary>Reads runs: a class (one byte), then how many code points have it.</summary>
    private static byte[] Load()
    {
        ReadOnlySpan<byte> runs = DataFile.Read("classes.br");
        var table = new byte[CodePoints];
        var filled = 0;
        while (!runs.IsEmpty)
        {
            var value = runs[0];
            runs = runs[1..];
            var length = DataFile.TakeNumber(ref runs);
            table.AsSpan(filled, length).Fill(value);
            filled += length;
        }
        return filled == CodePoints
            ? table
            : throw new InvalidDataException($"classes.br covers {filled} code points instead of {CodePoints}.");
    }
}
