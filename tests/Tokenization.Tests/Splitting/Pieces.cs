using System.Text;
using Accounting.Tokenization.BytePair;
using Accounting.Tokenization.Splitting;

namespace Accounting.Tokenization.Tests.Splitting;

/// <summary>The product's pieces of a text, cut in all ways.</summary>
internal static class Pieces
{
    /// <summary>A width that the processor lacks works too, by narrower ones.</summary>
    public static readonly CountingWay[] Widths = [CountingWay.Vector128, CountingWay.Vector256, CountingWay.Vector512];

    public static SplitPattern Pattern(string encoding) => encoding switch
    {
        "cl100k_base" => SplitPattern.Cl100k,
        "o200k_base" => SplitPattern.O200k,
        _ => SplitPattern.Gpt2,
    };

    public static List<string> Of(string encoding, string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var borders = BordersOneByOne(Pattern(encoding), utf8);
        foreach (var way in Widths) Assert.Equal(borders, BordersByBlocks(way, Pattern(encoding), utf8, 100));
        return borders.Zip(borders.Skip(1), (start, end) => Encoding.UTF8.GetString(utf8, start, end - start)).ToList();
    }

    public static List<int> BordersOneByOne(SplitPattern pattern, byte[] utf8)
    {
        List<int> borders = [0];
        while (borders[^1] < utf8.Length) borders.Add(pattern.PieceEnd(utf8, borders[^1]));
        return borders;
    }

    /// <param name="way">The width of the vectors.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="utf8">The text.</param>
    /// <param name="places">How many borders the buffer holds.</param>
    public static List<int> BordersByBlocks(CountingWay way, SplitPattern pattern, byte[] utf8, int places)
    {
        List<int> borders = [0];
        var buffer = new int[places];
        while (borders[^1] < utf8.Length)
        {
            var pieces = pattern.FindBorders(way, utf8, borders[^1], buffer);
            borders.AddRange(buffer.AsSpan(1, pieces));
        }
        return borders;
    }
}
