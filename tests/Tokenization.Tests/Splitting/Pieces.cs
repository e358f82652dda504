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
        var pieces = Of(encoding, utf8, scalar: true);
        Assert.Equal(pieces, Of(encoding, utf8, scalar: false));
        return pieces;
    }

    private static List<string> Of(string encoding, byte[] utf8, bool scalar)
    {
        var pieces = new List<string>();
        for (int start = 0, end; start < utf8.Length; start = end)
        {
            end = Pattern(encoding).PieceEnd(utf8, start, scalar);
            pieces.Add(Encoding.UTF8.GetString(utf8, start, end - start));
        }
        return pieces;
    }
}
