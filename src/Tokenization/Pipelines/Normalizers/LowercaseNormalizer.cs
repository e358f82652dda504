using System.Text;

namespace Accounting.Tokenization.Pipelines.Normalizers;

/// <summary>
/// Lower case of each code point by itself, as Rust's <c>char::to_lowercase</c>: U+0130 becomes two, and a capital sigma at the end of a word no final
/// sigma.
/// </summary>
internal sealed class LowercaseNormalizer : CodePointNormalizer
{
    private const int CapitalIWithDot = 0x130, DotAbove = 0x307;

    protected override void Write(Rune rune, Utf8Buffer output)
    {
        if (rune.Value != CapitalIWithDot)
        {
            output.Add(Rune.ToLowerInvariant(rune));
            return;
        }
        output.Add((byte)'i');
        output.Add(new Rune(DotAbove));
    }
}
