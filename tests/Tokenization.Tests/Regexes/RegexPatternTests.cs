using System.Text;
using System.Text.RegularExpressions;
using Accounting.Tokenization.Regexes;

namespace Accounting.Tokenization.Tests.Regexes;

/// <summary>Random patterns match what the runtime's own expressions match, where the two mean the same; Oniguruma's own rules are in ReferenceCaseTests.</summary>
public sealed class RegexPatternTests
{
    private const int Seed = 11, Patterns = 1500;

    [Fact]
    public void TryFind_RandomPattern_MatchesAsTheRuntimeDoes()
    {
        var random = new Random(Seed);
        var compared = 0;
        for (var i = 0; i < Patterns; i++)
        {
            var text = Pattern(random, depth: 3);
            RegexPattern pattern;
            try
            {
                pattern = new(text);
            }
            catch (NotSupportedException)
            {
                continue;
            }
            compared++;
            var subject = string.Concat(Enumerable.Range(0, random.Next(14)).Select(_ => "aabbc é\n1"[random.Next(9)]));
            var expected = Regex.Matches(subject, text, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5)).Select(match => match.Value);
            Assert.True(expected.SequenceEqual(Matches(pattern, subject)), $"seed {Seed}, pattern {i}: {text} over {subject}");
        }
        Assert.True(compared > Patterns / 3);
    }

    /// <summary>A text of a million runs is matched without recursion, and a run that fails at its end is given back once, not for each start.</summary>
    [Fact]
    public void TryFind_LongText_TakesStepsInItsLength()
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("ab ", 100_000)) + new string(' ', 200_000));
        var matcher = new RegexPattern(@" ?\p{L}+|\s+(?!\S)|\s+").CreateMatcher();
        matcher.Begin(text.Length);
        var pieces = 0;
        for (var at = 0; matcher.TryFind(text, at, out _, out var end); at = end) pieces++;

        Assert.Equal(100_001, pieces);
    }

    private static List<string> Matches(RegexPattern pattern, string subject)
    {
        var (text, found) = (Encoding.UTF8.GetBytes(subject), new List<string>());
        var matcher = pattern.CreateMatcher();
        matcher.Begin(text.Length);
        for (var at = 0; matcher.TryFind(text, at, out var start, out var end); at = end) found.Add(Encoding.UTF8.GetString(text[start..end]));
        return found;
    }

    private static string Pattern(Random random, int depth) => random.Next(depth == 0 ? 5 : 10) switch
    {
        0 or 1 => "abc é1"[random.Next(6)].ToString(),
        2 => new[] { "[ab]", "[^a]", "[a-c]", @"[\s1]", "." }[random.Next(5)],
        3 => new[] { @"\p{L}", @"\P{L}", @"\s", @"\S", @"\p{N}" }[random.Next(5)],
        4 => new[] { "a+", "b*", "c?", "[ab]{1,2}", @"\p{L}+?", "a*?", "b{2,}" }[random.Next(7)],
        5 or 6 => Pattern(random, depth - 1) + Pattern(random, depth - 1),
        7 => $"(?:{Pattern(random, depth - 1)}|{Pattern(random, depth - 1)})",
        8 => $"(?:{Pattern(random, depth - 1)}){new[] { "+", "*", "?", "{2}", "{1,3}", "+?" }[random.Next(6)]}",
        _ => new[] { "(?={0})", "(?!{0})", "(?>{0})", "(?<=a){0}", "(?<!b){0}" }[random.Next(5)].Replace("{0}", Pattern(random, depth - 1), StringComparison.Ordinal),
    };
}
