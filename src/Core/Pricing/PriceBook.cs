namespace Accounting.Core.Pricing;

/// <summary>
/// A cost map in the making: takes offers one after the other, each over what the ones before it made, without making a map of each. Not
/// thread-safe.
/// </summary>
public sealed class PriceBook(CostMap present)
{
    private readonly Dictionary<string, ModelPrices> _changed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _byAlias = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _byModel = new(StringComparer.Ordinal);
    private readonly List<ModelPrices> _added = [];

    /// <summary>What the offers that were taken add to the map, for <see cref="CostMap.With"/>.</summary>
    public IReadOnlyList<ModelPrices> Added => _added;

    /// <summary>All offers over a map: what they add to it, or null where one of them is refused.</summary>
    public static (IReadOnlyList<ModelPrices>? Added, IReadOnlyList<RegistrationResult> Results) RegisterAll(CostMap present, IReadOnlyList<PriceOffer> offers)
    {
        var book = new PriceBook(present);
        List<RegistrationResult> results = [.. offers.Select(book.Register)];
        return (results.TrueForAll(result => result.Model is not null) ? book.Added : null, results);
    }

    /// <summary>Takes an offer over, unless it is refused.</summary>
    public RegistrationResult Register(PriceOffer offer)
    {
        var result = PriceRegistration.Register(this, offer);
        if (result is { Model: { } model, IsUnchanged: false }) Add(model);
        return result;
    }

    /// <summary>The model of that name and provider, exactly; null if there is none.</summary>
    internal ModelPrices? Get(string provider, string model)
    {
        var name = ModelPrices.Qualify(ProviderNames.Normalize(provider), model);
        return _changed.GetValueOrDefault(name) ?? present.Get(provider, model);
    }

    /// <summary>The model of that provider that has the name as an alias; null if there is none.</summary>
    internal ModelPrices? GetByAlias(string provider, string alias)
    {
        var name = ModelPrices.Qualify(ProviderNames.Normalize(provider), alias);
        return Newest(present.GetByAlias(provider, alias)) ?? (_byAlias.TryGetValue(name, out var model) ? _changed[model] : null);
    }

    /// <summary>The model that has the name, or has it as an alias, where no provider is given; null if there is none.</summary>
    internal (ModelPrices? Model, bool IsAlias) GetByName(string name)
    {
        if (present.Lookup(name) is var (found, matched))
        {
            if (found.Model == name || found.FullName == name) return (Newest(found), false);
            if (matched == name && found.Aliases.Contains(name)) return (Newest(found), true);
        }
        return _byModel.TryGetValue(name, out var model) ? (_changed[model], false) : default;
    }

    private ModelPrices? Newest(ModelPrices? model) => model is null ? null : _changed.GetValueOrDefault(model.FullName, model);

    private void Add(ModelPrices model)
    {
        _added.Add(model);
        var name = model.FullName;
        var known = Get(model.Provider, model.Model);
        var joined = ModelJoin.JoinOne(known is null ? [model] : [known, model]);
        _changed[name] = joined;
        _byModel.TryAdd(joined.Model, name);
        foreach (var alias in joined.Aliases) _byAlias.TryAdd(ModelPrices.Qualify(ProviderNames.Normalize(joined.Provider), alias), name);
    }
}
