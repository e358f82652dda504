using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Pricing.Agreements;
using Accounting.Core.Pricing.Resolving;
using Accounting.Core.Usage;

namespace Accounting.Core.Pricing;

/// <summary>
/// Remembers which entry a call's names lead to, and the unit prices of each combination of facts: <see cref="Find"/> is asked for every
/// key of every chunk.
/// </summary>
internal sealed class RateCache(CostMap map)
{
    private readonly BoundedCache<NameFacts, NamedModel?> _models = new(facts => FindModel(map, facts));
    private readonly BoundedCache<RateFacts, Rates> _rates = new(facts => FindRates(map, facts));
    private readonly BoundedCache<(string Tenant, NamedModel Named), AgreedTerms> _agreed =
        new(facts => map.Agreements.Of(facts.Tenant, facts.Named.Model, facts.Named.Provider));

    public Rates? Find(EntryKey key, DateTimeOffset undatedAt)
    {
        var names = new NameFacts(key.Provider, key.ResponseModel, key.RequestedModel, key.Region, key.ImageSize, key.ImageQuality);
        if (_models.Get(names) is not { } named) return null;
        var time = (key.Slot.IsUndated ? Slot.At(undatedAt) : key.Slot).Start;
        var terms = map.Agreements.IsEmpty ? AgreedTerms.None : _agreed.Get((key.Tenant, named));
        var prices = terms.PriceAt(time) ?? named.Model.RowAt(time)?.Prices ?? PriceFields.None;
        var offPeak = prices.OffPeak is { } windows && windows.IsActiveAt(time);
        return _rates.Get(new(named, prices, terms.FactorAt(time), key.InputBand, key.ServiceTier, key.Batch, key.Speed, key.Residency, offPeak));
    }

    /// <summary>Where the prices of a key come from; null where no model of that name is known.</summary>
    public PriceOrigin? OriginOf(EntryKey key, DateTimeOffset undatedAt)
    {
        var names = new NameFacts(key.Provider, key.ResponseModel, key.RequestedModel, key.Region, key.ImageSize, key.ImageQuality);
        if (_models.Get(names) is not { } named) return null;
        var time = (key.Slot.IsUndated ? Slot.At(undatedAt) : key.Slot).Start;
        var terms = map.Agreements.IsEmpty ? AgreedTerms.None : _agreed.Get((key.Tenant, named));
        return new(named.Model, terms.PriceRowAt(time) ?? named.Model.RowAt(time), terms.TermsRowAt(time), terms.FactorAt(time));
    }

    private static NamedModel? FindModel(CostMap map, NameFacts facts)
    {
        foreach (var name in ImageNames.Of(facts.ResponseModel, facts.RequestedModel, facts.ImageSize, facts.ImageQuality))
            if (map.ModelOf(name, "", facts.Provider, facts.Region) is { } image) return new(image, facts);
        return map.ModelOf(facts.ResponseModel, facts.RequestedModel, facts.Provider, facts.Region) is { } model ? new(model, facts) : null;
    }

    private static Rates FindRates(CostMap map, RateFacts facts)
    {
        var (model, names) = (facts.Named.Model, facts.Named.Names);
        if (facts.Prices.IsEmpty) return new(model.Model, map.Version, []);
        var pricing = Surcharges.Add(map, names.RequestedModel, new()
        {
            Provider = facts.Named.Provider,
            Mode = model.Mode,
            PromptSize = RequestSize.In(facts.InputBand),
            ServiceTier = facts.ServiceTier,
            Batch = facts.Batch,
            Speed = facts.Speed,
            Region = names.Region,
            Residency = facts.Residency,
            ImageSize = names.ImageSize,
            OffPeak = facts.OffPeak,
            Factor = facts.Factor,
        });
        return new(model.Model, map.Version, RateRules.UnitPrices(facts.Prices, pricing));
    }

    private readonly record struct NameFacts(string Provider, string ResponseModel, string RequestedModel, string Region, string ImageSize,
        string ImageQuality);

    // Compared by reference: one per combination of names.
    private sealed class NamedModel(ModelPrices model, NameFacts names)
    {
        public ModelPrices Model => model;
        public NameFacts Names => names;
        public string Provider { get; } = ProviderNames.Normalize(names.Provider.Length > 0 ? names.Provider : model.Provider);
    }

    private readonly record struct RateFacts(
        NamedModel Named, PriceFields Prices, ExactDecimal Factor, Band InputBand, string ServiceTier, bool Batch, string Speed, string Residency, bool OffPeak);
}
