using System.Globalization;
using System.Text;

namespace Accounting.Tokenization.Pipelines.Vocabularies;

/// <summary>The tokens <c>&lt;0x00&gt;</c> to <c>&lt;0xFF&gt;</c>, which stand for single bytes that no other token holds.</summary>
internal static class ByteTokens
{
    private const int NameBytes = 6;

    /// <summary>The id of each byte's token, or <see cref="TokenTable.None"/>.</summary>
    public static int[] Of(TokenTable tokens) =>
        [.. Enumerable.Range(0, 256).Select(value => tokens.Find(Encoding.ASCII.GetBytes(Name(value))))];

    /// <summary>Whether a token's text is that of a byte, in any case of its digits.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out byte value)
    {
        value = 0;
        return text.Length == NameBytes && text.StartsWith("<0x"u8) && text[^1] == '>'
            && byte.TryParse(text[3..5], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }

    private static string Name(int value) => string.Create(CultureInfo.InvariantCulture, $"<0x{value:X2}>");
}
