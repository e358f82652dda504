using System.Text;
using Accounting.Tokenization.Splitting;

namespace Accounting.Tokenization.Tests.Splitting;

/// <summary>The product's pieces of a text, cut both ways.</summary>
internal static class Pieces
{
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
        if (AsciiBlock.IsSupported) Assert.Equal(borders, BordersByBlocks(Pattern(encoding), utf8, 100));
        return borders.Zip(borders.Skip(1), (start, end) => Encoding.UTF8.GetString(utf8, start, end - start)).ToList();
    }

    public static List<int> BordersOneByOne(SplitPattern pattern, byte[] utf8)
    {
        List<int> borders = [0];
        while (borders[^1] < utf8.Length) borders.Add(pattern.PieceEnd(utf8, borders[^1]));
        return borders;
    }

    /// <param name="pattern">The pattern.</param>
    /// <param name="utf8">The text.</param>
    /// <param name="places">How many borders the buffer holds.</param>
    public static List<int> BordersByBlocks(SplitPattern pattern, byte[] utf8, int places)
    {
        List<int> borders = [0];
        var buffer = new int[places];
        while (borders[^1] < utf8.Length)
        {
            var pieces = pattern.FindBorders(utf8, borders[^1], buffer);
            borders.AddRange(buffer.AsSpan(1, pieces));
        }
        return borders;
    }
}
