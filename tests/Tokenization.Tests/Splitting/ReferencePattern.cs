using System.Globalization;
using System.Text;

namespace Accounting.Tokenization.Tests.Splitting;

/// <summary>
/// A regular expression over code points as the list of its possible ends in order of preference: the plainest way to say what backtracking
/// finds, written for the tests
/// and as slow as it looks. Classes come from the runtime, not from the product's tables.
/// </summary>
internal delegate IEnumerable<int> ReferencePattern(int[] text, int start);

internal static class ReferencePatterns
{
    private static readonly ReferencePattern Gpt2 = Any(
        Contraction(ignoreCase: false), Sequence(Maybe(Is(' ')), Many(IsLetter)), Sequence(Maybe(Is(' ')), Many(IsNumber)),
        Sequence(Maybe(Is(' ')), Many(IsOther)),
        Sequence(Many(IsSpace), NotBeforeNonSpace), Many(IsSpace));

    private static readonly ReferencePattern Cl100k = Any(
        Contraction(ignoreCase: true), Sequence(Maybe(IsPrefix), Many(IsLetter)), Repeat(IsNumber, 1, 3),
        Sequence(Maybe(Is(' ')), Many(IsOther), Repeat(IsLineBreak, 0)),
        Sequence(Repeat(IsSpace, 0), Many(IsLineBreak)), Sequence(Many(IsSpace), NotBeforeNonSpace), Many(IsSpace));

    private static readonly ReferencePattern O200k = Any(
        Sequence(Maybe(IsPrefix), Repeat(IsHead, 0), Many(IsTail), Optional(Contraction(ignoreCase: true))),
        Sequence(Maybe(IsPrefix), Many(IsHead), Repeat(IsTail, 0), Optional(Contraction(ignoreCase: true))),
        Repeat(IsNumber, 1, 3), Sequence(Maybe(Is(' ')), Many(IsOther), Repeat(code => IsLineBreak(code) || code == '/', 0)),
        Sequence(Repeat(IsSpace, 0), Many(IsLineBreak)), Sequence(Many(IsSpace), NotBeforeNonSpace), Many(IsSpace));

    public static ReferencePattern For(string encoding) => encoding switch
    {
        "cl100k_base" => Cl100k,
        "o200k_base" or "o200k_harmony" => O200k,
        _ => Gpt2,
    };

    public static List<string> Split(ReferencePattern pattern, string text)
    {
        var codes = text.EnumerateRunes().Select(rune => rune.Value).ToArray();
        var pieces = new List<string>();
        for (int start = 0, end; start < codes.Length; start = end)
        {
            end = pattern(codes, start).First();
            pieces.Add(string.Concat(codes[start..end].Select(char.ConvertFromUtf32)));
        }
        return pieces;
    }

    private static ReferencePattern Any(params ReferencePattern[] patterns) => (text, start) =>
        patterns.SelectMany(pattern => pattern(text, start));

    private static ReferencePattern Sequence(params ReferencePattern[] patterns) =>
        patterns.Aggregate((first, second) => (text, start) => first(text, start).SelectMany(middle => second(text, middle)));

    private static ReferencePattern Optional(ReferencePattern pattern) => (text, start) => pattern(text, start).Append(start);

    private static ReferencePattern Maybe(Func<int, bool> matches) => Repeat(matches, 0, 1);

    private static ReferencePattern Many(Func<int, bool> matches) => Repeat(matches, 1);

    private static ReferencePattern Repeat(Func<int, bool> matches, int least, int most = int.MaxValue) => (text, start) =>
        Ends(text, start, matches, least, most);

    private static IEnumerable<int> Ends(int[] text, int start, Func<int, bool> matches, int least, int most)
    {
        var count = 0;
        while (count < most && start + count < text.Length && matches(text[start + count])) count++;
        for (; count >= least; count--) yield return start + count;
    }

    private static IEnumerable<int> NotBeforeNonSpace(int[] text, int start) => start == text.Length || IsSpace(text[start]) ? [start] : [];

    private static ReferencePattern Contraction(bool ignoreCase) => Any(
        new[] { "'s", "'t", "'re", "'ve", "'m", "'ll", "'d" }
            .Select(word => Sequence(word.Select(letter => Repeat(ignoreCase ? AnyCase(letter) : Is(letter), 1, 1)).ToArray()))
            .ToArray());

    private static Func<int, bool> Is(char letter) => code => code == letter;

    private static Func<int, bool> AnyCase(char letter) => code =>
        code == letter || code == char.ToUpperInvariant(letter) || (letter == 's' && code == 0x17F);

    private static bool IsLineBreak(int code) => code is '\r' or '\n';
    private static bool IsSpace(int code) => Rune.IsWhiteSpace(new(code));
    private static bool IsLetter(int code) => CharUnicodeInfo.GetUnicodeCategory(code) <= UnicodeCategory.OtherLetter;
    private static bool IsNumber(int code) =>
        CharUnicodeInfo.GetUnicodeCategory(code)
            is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;
    private static bool IsMark(int code) =>
        CharUnicodeInfo.GetUnicodeCategory(code)
            is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
    private static bool IsOther(int code) => !IsSpace(code) && !IsLetter(code) && !IsNumber(code);
    private static bool IsPrefix(int code) => !IsLineBreak(code) && !IsLetter(code) && !IsNumber(code);
    private static bool IsHead(int code) =>
        IsMark(code) || (IsLetter(code) && CharUnicodeInfo.GetUnicodeCategory(code) != UnicodeCategory.LowercaseLetter);
    private static bool IsTail(int code) =>
        IsMark(code)
            || CharUnicodeInfo.GetUnicodeCategory(code)
                is UnicodeCategory.LowercaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter;
}
