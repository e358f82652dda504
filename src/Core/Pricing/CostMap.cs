using System.Collections.Immutable;
using Accounting.Core.Ledger;
using Accounting.Core.Pricing.Agreements;
using Accounting.Core.Pricing.Resolving;
using Accounting.Core.Usage;

namespace Accounting.Core.Pricing;

/// <summary>
/// One version of all prices: what shipped with the program, and what was registered or imported since. Immutable and thread-safe.
/// </summary>
public sealed class CostMap : IPriceList
{
    private const int NearNamesMax = 5;
    private const int VersionDigits = 12;

    private readonly string? _version;
    private readonly Lazy<string> _digest;
    private readonly Lazy<ModelIndex> _index;
    private readonly Lazy<AgreementIndex> _agreements;
    private readonly Lazy<Dictionary<string, ModelPrices>> _byFullName;
    private readonly Lazy<Dictionary<string, ModelPrices>> _byAlias;
    private readonly RateCache _cache;

    // What a command does not need of a map it does not pay for: spend asks for no price.
    private CostMap(ImmutableArray<ModelPrices> models, string? version)
    {
        Models = models;
        _version = version;
        _digest = new(() => CostMapSerializer.Digest(models));
        _index = new(() => new(models.Where(model => model.Mode != Agreement.Mode)));
        _agreements = new(() => new(models));
        _byFullName = new(() => models.ToDictionary(model => model.FullName, StringComparer.Ordinal));
        _byAlias = new(() => ByAlias(models));
        _cache = new(this);
    }

    /// <summary>The map without a model.</summary>
    public static CostMap Empty { get; } = new([], null);

    /// <summary>Sorted by <see cref="ModelPrices.FullName"/>.</summary>
    public ImmutableArray<ModelPrices> Models { get; }

    internal AgreementIndex Agreements => _agreements.Value;

    /// <summary>Names the version in answers and postings; the first digits of the digest where it has no name of its own.</summary>
    public string Version => _version ?? Digest["sha256:".Length..][..VersionDigits];
    /// <summary>SHA-256 of the map's canonical JSON, as <c>sha256:…</c>: the same for the same models and rows in any order.</summary>
    public string Digest => _digest.Value;

    /// <summary>A map of these models; rows of one and the same model are joined.</summary>
    /// <param name="models">In any order: the digest does not depend on it.</param>
    /// <param name="version">The version's name; null: the first digits of its digest.</param>
    /// <exception cref="CostMapException">A price can never be applied: negative, beyond all bounds, or with a threshold on no band
    /// edge.</exception>
    public static CostMap Create(IEnumerable<ModelPrices> models, string? version = null)
    {
        var joined = ModelJoin.Join(models);
        Check(joined);
        return new(joined, version);
    }

    /// <summary>A map of models that a test of ours has checked.</summary>
    internal static CostMap OfChecked(ImmutableArray<ModelPrices> models) => new(ModelJoin.Join(models), null);

    /// <summary>A new version with more models or rows. Nothing of this one is lost: a row is only ever added.</summary>
    /// <exception cref="CostMapException">As for <see cref="Create"/>.</exception>
    public CostMap With(IEnumerable<ModelPrices> models, string? version = null)
    {
        ImmutableArray<ModelPrices> more = [.. models];
        return WithAll([more], version);
    }

    /// <summary>As <see cref="With"/> of each step, one after the other.</summary>
    /// <exception cref="CostMapException">As for <see cref="Create"/>.</exception>
    internal CostMap WithAll(IReadOnlyCollection<ImmutableArray<ModelPrices>> steps, string? version)
    {
        foreach (var step in steps) Check(step);
        return new(ModelJoin.Add(Models, steps.Select(step => step.AsEnumerable())), version);
    }

    /// <summary>Of these models the rows that this version lacks; models that have none are left out.</summary>
    internal IReadOnlyList<ModelPrices> RowsAddedIn(IEnumerable<ModelPrices> models) =>
    [
        .. models.Select(model => model with { Rows = [.. model.Rows.Where(row => !Has(model.FullName, row))] }).Where(model => !model.Rows.IsEmpty),
    ];

    private bool Has(string model, PriceRow row) => _byFullName.Value.TryGetValue(model, out var known) && known.Rows.Any(own => own.SameAs(row));

    /// <summary>What was known at an instant.</summary>
    public CostMap AsKnownAt(DateTimeOffset time, string? version = null) => new(
        [.. Models.Select(model => model with { Rows = [.. model.Rows.Where(row => row.KnownSince <= time)] })
            .Where(model => !model.Rows.IsEmpty)], version);

    /// <inheritdoc/>
    public Rates? Find(EntryKey key, DateTimeOffset undatedAt) => _cache.Find(key, undatedAt);

    /// <summary>Where the prices come from that <see cref="Find"/> answers; null where no model of that name is known.</summary>
    public PriceOrigin? OriginOf(EntryKey key, DateTimeOffset undatedAt) => _cache.OriginOf(key, undatedAt);

    /// <summary>The model of that name and provider, exactly; null if there is none.</summary>
    public ModelPrices? Get(string provider, string model)
    {
        var name = ModelPrices.Qualify(ProviderNames.Normalize(provider), model);
        return _byFullName.Value.GetValueOrDefault(name);
    }

    /// <summary>The model of that provider that has the name as an alias; null if there is none.</summary>
    public ModelPrices? GetByAlias(string provider, string alias) =>
        _byAlias.Value.GetValueOrDefault(ModelPrices.Qualify(ProviderNames.Normalize(provider), alias));

    /// <summary>Which entry a name leads to and why; for an unknown one, what was tried and which known names look like it.</summary>
    /// <param name="name">A model's name, as a log or a person gives it.</param>
    /// <param name="provider">Empty where it is not known.</param>
    /// <param name="region">Empty where it is not known.</param>
    public Resolution Resolve(string name, string provider = "", string region = "")
    {
        if (name.Length is > 0 and <= PricingLimits.NameCharsMax && _index.Value.Find(name, provider, region) is { } found)
            return new(name, found.Model, found.By.Name, found.By.Why, []);
        var names = NameCandidates.Of(name, ProviderNames.Normalize(provider), region).Select(candidate => candidate.Name);
        var tried = string.Join(", ", names.Distinct().Take(NearNamesMax));
        var whose = provider.Length > 0 ? $"provider {provider}" : "any provider";
        return new(name, null, "", $"no entry of {whose} under {tried}", _index.Value.Near(name, NearNamesMax));
    }

    /// <summary>The entry that a name leads to, and the name by which it was found; null if there is none.</summary>
    internal (ModelPrices Model, string Matched)? Lookup(string name) =>
        name.Length is > 0 and <= PricingLimits.NameCharsMax && _index.Value.Find(name, "", "") is { } found ? (found.Model, found.By.Name) : null;

    /// <summary>The entry that prices a call: the response's model before the requested one (LiteLLM 2.2).</summary>
    internal ModelPrices? ModelOf(string responseModel, string requestedModel, string provider, string region)
    {
        foreach (var name in (ReadOnlySpan<string>)[responseModel, requestedModel])
            if (name.Length is > 0 and <= PricingLimits.NameCharsMax
                && _index.Value.Find(name, provider, region) is { } found) return found.Model;
        return null;
    }

    private static Dictionary<string, ModelPrices> ByAlias(ImmutableArray<ModelPrices> models)
    {
        var byAlias = new Dictionary<string, ModelPrices>(StringComparer.Ordinal);
        foreach (var model in models)
            foreach (var alias in model.Aliases) byAlias.TryAdd(ModelPrices.Qualify(ProviderNames.Normalize(model.Provider), alias), model);
        return byAlias;
    }

    private static void Check(ImmutableArray<ModelPrices> models)
    {
        var problems = models.SelectMany(model => model.Rows.SelectMany(row => PriceChecks.Check(model.FullName, row.Prices)))
            .Where(problem => !problem.CanBeForced).Select(problem => problem.Message).ToList();
        if (problems.Count > 0) throw new CostMapException(string.Join(Environment.NewLine, problems));
    }
}
