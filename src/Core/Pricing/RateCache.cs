using Accounting.Core.Ledger;
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

    public Rates? Find(EntryKey key, DateTimeOffset undatedAt)
    {
        var names = new NameFacts(key.Provider, key.ResponseModel, key.RequestedModel, key.Region, key.ImageSize, key.ImageQuality);
        if (_models.Get(names) is not { } named) return null;
        var time = (key.Slot.IsUndated ? Slot.At(undatedAt) : key.Slot).Start;
        var row = named.Model.IndexAt(time);
        var offPeak = row >= 0 && named.Model.Rows[row].Prices.OffPeak is { } prices && prices.IsActiveAt(time);
        return _rates.Get(new(named, row, key.InputBand, key.ServiceTier, key.Batch, key.Speed, key.Residency, offPeak));
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
        if (facts.Row < 0 || model.Rows[facts.Row].IsWithoutPrice) return new(model.Model, map.Version, []);
        var pricing = Surcharges.Add(map, names.RequestedModel, new()
        {
            Provider = ProviderNames.Normalize(names.Provider.Length > 0 ? names.Provider : model.Provider),
            Mode = model.Mode,
            PromptSize = RequestSize.In(facts.InputBand),
            ServiceTier = facts.ServiceTier,
            Batch = facts.Batch,
            Speed = facts.Speed,
            Region = names.Region,
            Residency = facts.Residency,
            ImageSize = names.ImageSize,
            OffPeak = facts.OffPeak,
        });
        return new(model.Model, map.Version, RateRules.UnitPrices(model.Rows[facts.Row].Prices, pricing));
    }

    private readonly record struct NameFacts(string Provider, string ResponseModel, string RequestedModel, string Region, string ImageSize,
        string ImageQuality);

    // Compared by reference: one per combination of names.
    private sealed class NamedModel(ModelPrices model, NameFacts names)
    {
        public ModelPrices Model => model;
        public NameFacts Names => names;
    }

    private readonly record struct RateFacts(
        NamedModel Named, int Row, Band InputBand, string ServiceTier, bool Batch, string Speed, string Residency, bool OffPeak);
}
