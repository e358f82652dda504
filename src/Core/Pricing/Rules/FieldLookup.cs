using Accounting.Core.Amounts;

namespace Accounting.Core.Pricing.Rules;

/// <summary>
/// Which value of a field holds for a call: off-peak, the tier of <c>tiered_pricing</c>, the threshold that the prompt is above, the
/// service tier, the batch
/// (LiteLLM 2.5, base rates; 2.7, batch).
/// </summary>
internal sealed class FieldLookup
{
    private readonly PriceFields _prices;
    private readonly PriceFields? _offPeak;
    private readonly PriceFields? _tier;
    private readonly string _suffix;
    private readonly string _above;
    private readonly bool _batch;

    public FieldLookup(PriceFields prices, PricingFacts facts)
    {
        _prices = prices;
        _batch = facts.Batch || ServiceTiers.IsBatch(facts.ServiceTier);
        _suffix = _batch ? ServiceTiers.Batches : ServiceTiers.Suffix(facts.ServiceTier);
        _offPeak = facts.OffPeak ? prices.OffPeak?.Prices : null;
        _tier = TierOf(prices, facts.PromptSize);
        _above = _tier is null ? AboveOf(prices, facts) : "";
    }

    /// <summary>The value that holds; null where the model has none of that name.</summary>
    public ExactDecimal? this[string field] => _batch ? Named(field) ?? Standard(field, "") * ExactDecimal.Half : Standard(field, _suffix);

    /// <summary>The value for the service tier or the batch where the map names it, else null.</summary>
    public ExactDecimal? Named(string field)
    {
        if (_suffix.Length == 0 || _offPeak?[field] is not null || _tier is not null) return null;
        var named = _prices[field + _suffix];
        if (_above.Length == 0) return named;
        // A batch price that names no size is that of a small request: a large one costs half of its own price.
        var half = _batch && named is not null ? _prices[field + _above] * ExactDecimal.Half : null;
        return _prices[field + _above + _suffix] ?? half ?? named;
    }

    /// <summary>A value whatever the size and tier of the request, half of it in a batch.</summary>
    public ExactDecimal? Base(string field)
    {
        if (_offPeak?[field] is { } offPeak) return _batch ? offPeak * ExactDecimal.Half : offPeak;
        return _batch ? _prices[field + _suffix] ?? _prices[field] * ExactDecimal.Half : _prices[field];
    }

    /// <summary>A value that knows neither tiers nor batches.</summary>
    public ExactDecimal? Plain(string field) => _offPeak?[field] ?? (_above.Length > 0 ? _prices[field + _above] : null) ?? _prices[field];

    private ExactDecimal? Standard(string field, string suffix)
    {
        if (_offPeak?[field] is { } offPeak) return offPeak;
        if (_tier is not null) return _tier[field] ?? (DependsOnTier(field) ? null : _prices[field]);
        if (_above.Length > 0)
        {
            var above = (suffix.Length > 0 ? _prices[field + _above + suffix] : null) ?? _prices[field + _above];
            if (above is not null) return above;
        }
        return (suffix.Length > 0 ? _prices[field + suffix] : null) ?? _prices[field];
    }

    // What a tier does not name follows from the tier's own input or output price, but for the output price itself.
    private static bool DependsOnTier(string field) =>
        field is "input_cost_per_token" or "output_cost_per_reasoning_token" || field.StartsWith("cache_", StringComparison.Ordinal);

    private static PriceFields? TierOf(PriceFields prices, RequestSize size)
    {
        PriceTier? found = null;
        foreach (var tier in prices.Tiers)
        {
            if (tier.Kind != PriceTierKind.PromptTokens) continue;
            if (found is null || (size.IsAbove(tier.From) && tier.From >= found.From)) found = tier;
        }
        return found?.Prices;
    }

    private string AboveOf(PriceFields prices, PricingFacts facts)
    {
        foreach (var threshold in prices.Thresholds)
        {
            if (threshold.Suffix.Length > 0 && threshold.Suffix != _suffix) continue;
            var size = facts.PromptSize;
            if (facts.Provider == "xai" ? size.IsAtLeast(threshold.Size) : size.IsAbove(threshold.Size)) return threshold.Infix;
        }
        return "";
    }
}
