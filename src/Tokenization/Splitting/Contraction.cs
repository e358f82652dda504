namespace Accounting.Tokenization.Splitting;

/// <summary><c>'s|'t|'re|'ve|'m|'ll|'d</c> after an apostrophe.</summary>
internal static class Contraction
{
    /// <summary>Bytes of the contraction at an apostrophe, the apostrophe with it; 0 where there is none. Lower case only.</summary>
    public static int LengthExact(ReadOnlySpan<byte> text, int at)
    {
        if (at + 1 >= text.Length) return 0;
        var second = at + 2 < text.Length ? text[at + 2] : (byte)0;
        return Length(text[at + 1], second);
    }

    /// <summary>The same in any case, as <c>(?i:…)</c> of Rust's regular expressions: U+017F, the long s, is an s too.</summary>
    public static int LengthAnyCase(ReadOnlySpan<byte> text, int at)
    {
        if (at + 1 >= text.Length) return 0;
        var second = at + 2 < text.Length ? text[at + 2] : (byte)0;
        if (text[at + 1] == 0xC5 && second == 0xBF) return 3;
        return Length(ToLower(text[at + 1]), ToLower(second));
    }

    private static int Length(byte first, byte second) => (first, second) switch
    {
        ((byte)'s' or (byte)'t' or (byte)'m' or (byte)'d', _) => 2,
        ((byte)'r' or (byte)'v', (byte)'e') or ((byte)'l', (byte)'l') => 3,
        _ => 0,
    };

    private static byte ToLower(byte value) => value is >= (byte)'A' and <= (byte)'Z' ? (byte)(value | 0x20) : value;
}
