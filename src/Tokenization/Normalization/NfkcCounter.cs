using Accounting.Tokenization.Splitting;

namespace Accounting.Tokenization.Normalization;

/// <summary>Counts the normalized text.</summary>
internal sealed class NfkcCounter(TokenCounter counter, CountingGuard? guard) : TokenCounter
{
    private readonly Utf8Repair _repair = new();
    private readonly Nfkc _nfkc = new(guard);

    public override string EncodingName => counter.EncodingName;

    public override int Count(ReadOnlySpan<byte> utf8) => counter.Count(_nfkc.Normalize(_repair.Valid(utf8)));
}
