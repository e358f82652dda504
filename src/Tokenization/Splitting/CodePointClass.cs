namespace Accounting.Tokenization.Splitting;

/// <summary>
/// What the splitting patterns ask of a code point. At most one of them holds; none for punctuation, symbols, controls and unassigned code
/// points.
/// </summary>
internal static class CodePointClass
{
    /// <summary>Lu and Lt.</summary>
    public const byte Upper = 1;
    /// <summary>Ll.</summary>
    public const byte Lower = 2;
    /// <summary>Lm and Lo: letters without case.</summary>
    public const byte OtherLetter = 4;
    /// <summary>Mn, Mc and Me.</summary>
    public const byte Mark = 8;
    /// <summary>Nd, Nl and No.</summary>
    public const byte Number = 16;
    /// <summary>White_Space: with U+0085, U+00A0 and U+3000; without U+FEFF, U+180E and U+001C to U+001F.</summary>
    public const byte WhiteSpace = 32;

    public const byte Letter = Upper | Lower | OtherLetter;
}
