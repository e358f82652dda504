using Accounting.Core.Amounts;
using Accounting.Core.Usage;

namespace Accounting.Core.Pricing;

/// <summary>Prices given for one call in place of the map's (LiteLLM 2.8). No thresholds, no tiers, no factors.</summary>
public static class CustomPrices
{
    /// <summary>
    /// USD per token; all input costs the input price but for what is read from or written to a cache, where that has a price of its own.
    /// </summary>
    public static PriceFields PerToken(ExactDecimal input, ExactDecimal output, ExactDecimal? cacheRead = null,
        ExactDecimal? cacheWrite = null) => new(
    [
        Price(Meter.InputTokens, input),
        Price(Meter.AudioInputTokens, input),
        Price(Meter.CachedInputTokens, cacheRead ?? input),
        Price(Meter.CacheWriteTokens, cacheWrite ?? input),
        Price(Meter.CacheWrite1hTokens, cacheWrite ?? input),
        Price(Meter.OutputTokens, output),
    ]);

    /// <summary>USD per second of the call.</summary>
    public static PriceFields PerSecond(ExactDecimal second) => new([Price(Meter.OutputMilliseconds, second)]);

    private static KeyValuePair<string, ExactDecimal> Price(Meter meter, ExactDecimal price) => new(Meters.Of(meter).Field, price);
}
