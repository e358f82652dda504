using System.Text.RegularExpressions;

namespace Accounting.Repository.Tests;

/// <summary>Rules of the house that no analyzer knows.</summary>
public partial class StyleTests
{
    /// <summary>One subject fits into fewer lines than this.</summary>
    private const int FileLinesMax = 400;
    private const int LineCharactersMax = 180;

    [Fact]
    public void File_Length_StaysUnderTheLimit() =>
        Assert.Empty(Sources().Where(path => File.ReadLines(path).Count() > FileLinesMax).Select(SourceTree.Relative));

    [Fact]
    public void Line_Length_StaysReadable() =>
        Assert.Empty(Lines((line, path) => line.Length > LineCharactersMax && path.StartsWith("src/", StringComparison.Ordinal)));

    [Fact]
    public void Source_Leftovers_AreNotThere() => Assert.Empty(Lines((line, path) => Leftover().IsMatch(line) && !path.EndsWith("StyleTests.cs", StringComparison.Ordinal)));

    /// <summary>Money never passes through a binary fraction (invariant 4).</summary>
    [Fact]
    public void Invariant04_CoreAndStorage_HaveNoFloatingPoint() => Assert.Empty(Lines(
        (line, path) => (path.StartsWith("src/Core/", StringComparison.Ordinal) || path.StartsWith("src/Storage/", StringComparison.Ordinal))
            && !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && FloatingPoint().IsMatch(line)));

    private static IEnumerable<string> Sources() => SourceTree.Files("src", "*.cs").Concat(SourceTree.Files("tests", "*.cs")).Concat(SourceTree.Files("bench", "*.cs"));

    private static IEnumerable<string> Lines(Func<string, string, bool> isWrong) => Sources().SelectMany(path => File.ReadLines(path)
        .Select((line, index) => (Line: line, Number: index + 1))
        .Where(item => isWrong(item.Line, SourceTree.Relative(path)))
        .Select(item => $"{SourceTree.Relative(path)}:{item.Number}: {item.Line.Trim()}"));

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|NotImplementedException|Skip *= *""")]
    private static partial Regex Leftover();

    [GeneratedRegex(@"\b(double|float)\b")]
    private static partial Regex FloatingPoint();
}
