using System.Numerics;
using System.Runtime.Intrinsics;

namespace Accounting.Tokenization.Splitting;

/// <summary>
/// The common piece by one look at 16 bytes: an optional space and a word of ASCII letters that ends, before the 16 bytes do, at another
/// ASCII character. Whatever else may stand
/// there is left to the splitter.
/// </summary>
internal static class AsciiWord
{
    /// <summary>No common piece here.</summary>
    public const int None = -1;

    private const int Step = 16;

    /// <summary>End of <c> ?[A-Za-z]+</c>, which is a piece of cl100k and of GPT-2's pattern.</summary>
    public static int End(ReadOnlySpan<byte> text, int start)
    {
        if (text.Length - start < Step) return None;
        var bytes = Vector128.Create(text.Slice(start, Step));
        var letters = Letters(bytes | Vector128.Create((byte)0x20));
        var lead = text[start] == ' ' ? 1 : 0;
        var word = BitOperations.TrailingZeroCount(~(letters >> lead));
        var end = lead + word;
        return word == 0 || end >= Step || text[start + end] >= 0x80 ? None : start + end;
    }

    /// <summary>End of <c> ?[A-Z]?[a-z]+</c> without an apostrophe after it, which is a piece of o200k.</summary>
    public static int EndOfLower(ReadOnlySpan<byte> text, int start)
    {
        if (text.Length - start < Step) return None;
        var bytes = Vector128.Create(text.Slice(start, Step));
        var lower = Letters(bytes);
        var upper = Letters(bytes | Vector128.Create((byte)0x20)) & ~lower;
        var lead = text[start] == ' ' ? 1 : 0;
        lead += (int)((upper >> lead) & 1);
        var word = BitOperations.TrailingZeroCount(~(lower >> lead));
        var end = lead + word;
        return word == 0 || end >= Step || text[start + end] is >= 0x80 or (byte)'\'' ? None : start + end;
    }

    private static uint Letters(Vector128<byte> bytes) =>
        Vector128.LessThanOrEqual(bytes - Vector128.Create((byte)'a'), Vector128.Create((byte)('z' - 'a'))).ExtractMostSignificantBits();
}
