using System.Text;

namespace Accounting.Tokenization.Pipelines.Normalizers;

/// <summary>
/// Lower case of each code point by itself, as Rust's <c>char::to_lowercase</c>: U+0130 becomes two, and a capital sigma at the end of a
/// word no final sigma.
/// </summary>
internal sealed class LowercaseNormalizer : CodePointNormalizer
{
    private const int CapitalIWithDot = 0x130, DotAbove = 0x307;

    protected override void Write(Rune rune, Utf8Buffer output)
    {
        if (rune.Value != CapitalIWithDot)
        {
            output.Add(Lower(rune));
            return;
        }
        output.Add((byte)'i');
        output.Add(new Rune(DotAbove));
    }

    /// <summary>With the pairs of Unicode 17, which Rust has and this runtime has not.</summary>
    private static Rune Lower(Rune rune) => rune.Value switch
    {
        0xA7CE or 0xA7D2 or 0xA7D4 => new(rune.Value + 1),
        >= 0x16EA0 and <= 0x16EB8 => new(rune.Value + 0x1B),
        _ => Rune.ToLowerInvariant(rune),
    };
}
