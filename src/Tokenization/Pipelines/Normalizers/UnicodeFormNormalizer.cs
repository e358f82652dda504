using System.Text;
using Accounting.Tokenization.Normalization;
using Accounting.Tokenization.Regexes;

namespace Accounting.Tokenization.Pipelines.Normalizers;

/// <summary>A Unicode normalization form with the tables of Rust's <c>tokenizers</c>.</summary>
internal sealed class UnicodeFormNormalizer(NormalizationForm form) : Normalizer
{
    private static readonly Lazy<CodePointTable> Untouched = new(() => new(RustSets.Unnormalized));

    private readonly UnicodeNormalizer _normalizer = new(form, untouched: Untouched.Value);

    public override Normalizer ForThread() => new UnicodeFormNormalizer(form);

    public override void Normalize(ReadOnlySpan<byte> text, Utf8Buffer output) => output.Add(_normalizer.Normalize(text));
}
