using System.Text;
using Accounting.Tokenization.Normalization;

namespace Accounting.Tokenization.Pipelines.Normalizers;

/// <summary>A Unicode normalization form.</summary>
internal sealed class UnicodeFormNormalizer(NormalizationForm form) : Normalizer
{
    private readonly UnicodeNormalizer _normalizer = new(form);

    public override Normalizer ForThread() => new UnicodeFormNormalizer(form);

    public override void Normalize(ReadOnlySpan<byte> text, Utf8Buffer output) => output.Add(_normalizer.Normalize(text));
}
