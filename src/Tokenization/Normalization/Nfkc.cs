using System.Text;

namespace Accounting.Tokenization.Normalization;

/// <summary>Normalization form KC.</summary>
internal sealed class Nfkc(CountingGuard? guard = null) : UnicodeNormalizer(NormalizationForm.FormKC, guard);
