using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Pricing;
using Accounting.Core.Usage;

namespace Accounting.Storage.Tests.Support;

/// <summary>
/// <c>small</c>: 1 USD a million input tokens, 2 output, no price for cached ones. <c>large</c>: ten times that, cached ones too.
/// <c>dear</c>: a million USD a token. Other models are unknown.
/// </summary>
internal sealed class TestPrices(string version) : IPriceList
{
    public static readonly TestPrices Standard = new("1");

    private readonly Rates _small = RatesOf(version, "0.000001", null, "0.000002");
    private readonly Rates _large = RatesOf(version, "0.00001", "0.000001", "0.00002");

    private readonly Rates _dear = RatesOf(version, "1000000", null, "1");

    public string Version => version;

    public string Digest => $"sha256:{version}";

    public Rates? Find(EntryKey key, DateTimeOffset undatedAt)
    {
        Assert.Equal(Plans.UndatedAt, undatedAt);
        return key.ResponseModel switch { "small" => _small, "large" => _large, "dear" => _dear, _ => null };
    }

    private static Rates RatesOf(string version, string input, string? cached, string output)
    {
        var byMeter = new Money?[(int)Meter.OutputTokens + 1];
        byMeter[(int)Meter.InputTokens] = Money.Parse(input);
        byMeter[(int)Meter.CachedInputTokens] = cached is null ? null : Money.Parse(cached);
        byMeter[(int)Meter.OutputTokens] = Money.Parse(output);
        return new("model", version, byMeter);
    }
}
