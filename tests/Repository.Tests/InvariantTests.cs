using System.Globalization;
using System.Text.RegularExpressions;

namespace Accounting.Repository.Tests;

/// <summary>docs/INVARIANTS.md names a test for each invariant, and each of those tests exists.</summary>
public partial class InvariantTests
{
    [Fact]
    public void Document_EveryInvariant_NamesTestsThatExist()
    {
        var rows = Row().Matches(SourceTree.Read("docs/INVARIANTS.md"));
        Assert.Equal(Enumerable.Range(1, 13), rows.Select(row => int.Parse(row.Groups["number"].Value, CultureInfo.InvariantCulture)));
        var sources = SourceTree.Files("tests", "*.cs").ToLookup(path => Path.GetFileNameWithoutExtension(path)!, File.ReadAllText);
        foreach (Match row in rows)
        {
            var tests = Test().Matches(row.Groups["tests"].Value);
            Assert.NotEmpty(tests);
            foreach (Match test in tests)
                Assert.True(
                    sources[test.Groups["class"].Value].Any(source => source.Contains($" {test.Groups["method"].Value}(", StringComparison.Ordinal)),
                    $"docs/INVARIANTS.md, invariant {row.Groups["number"].Value}: there is no test {test.Value}.");
        }
    }

    [GeneratedRegex(@"^\| (?<number>\d+) \|[^|]*\|(?<tests>[^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"`(?<class>\w+)\.(?<method>\w+)`")]
    private static partial Regex Test();
}
