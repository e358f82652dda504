using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Pricing;
using Accounting.Core.Usage;

namespace Accounting.Grains.Tests.Support;

/// <summary>Prices of two models; "unpriced" and all others have none. Cached input of "small" has no price.</summary>
internal sealed class TestPrices : IPriceList
{
    public static readonly TestPrices Standard = new();

    private readonly Rates _small = RatesOf("0.000001", null, "0.000002");
    private readonly Rates _large = RatesOf("0.00001", "0.000001", "0.00002");

    public string Version => "1";

    public string Digest => "sha256:1";

    public Rates? Find(EntryKey key, DateTimeOffset undatedAt) => key.ResponseModel switch { "small" => _small, "large" => _large, _ => null };

    /// <summary>The map that runs of tests are pinned to.</summary>
    public static IPriceList For(string version)
    {
        Assert.Equal(Standard.Version, version);
        return Standard;
    }

    private static Rates RatesOf(string input, string? cached, string output)
    {
        var byMeter = new Money?[(int)Meter.OutputTokens + 1];
        byMeter[(int)Meter.InputTokens] = Money.Parse(input);
        byMeter[(int)Meter.CachedInputTokens] = cached is null ? null : Money.Parse(cached);
        byMeter[(int)Meter.OutputTokens] = Money.Parse(output);
        return new("model", "1", byMeter);
    }
}
