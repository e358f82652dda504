using Accounting.Core.Text;

namespace Accounting.Core.Pricing.Resolving;

/// <summary>
/// All names of a map's models: exact first, then whatever their case; an entry counts only where its provider's prices hold for the call.
/// Immutable.
/// </summary>
internal sealed class ModelIndex
{
    // Of one name with several providers, where the call's provider is not known.
    private static readonly string[] s_preferred = ["openai", "anthropic", "vertex_ai", "gemini"];

    private readonly Dictionary<string, List<ModelPrices>> _exact = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ModelPrices>> _anyCase = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _providers = new(StringComparer.Ordinal);

    public ModelIndex(IEnumerable<ModelPrices> models)
    {
        var ordered = models.OrderBy(model => Preference(ProviderNames.Normalize(model.Provider)))
            .ThenBy(model => model.FullName, StringComparer.Ordinal).ToList();
        foreach (var model in ordered)
        {
            _providers.Add(ProviderNames.Normalize(model.Provider));
            AddNames(model, model.Model);
        }
        // A name of a model's own comes before another's alias.
        foreach (var model in ordered)
            foreach (var alias in model.Aliases) AddNames(model, alias);
    }

    /// <summary>Names that look like an unknown one, nearest first.</summary>
    public IReadOnlyList<string> Near(string name, int count) =>
        [.. _exact.Keys.Select(known => (known, distance: EditDistance.Of(name, known, Math.Max(2, name.Length / 3))))
            .Where(pair => pair.distance >= 0).OrderBy(pair => pair.distance).ThenBy(pair => pair.known, StringComparer.Ordinal)
            .Select(pair => pair.known).Take(count)];

    /// <summary>The first candidate that leads to an entry: for each name exact, then in any case.</summary>
    public (ModelPrices Model, NameCandidate By)? Find(string name, string provider, string region)
    {
        provider = ProviderNames.Normalize(provider);
        if (provider.Length == 0) provider = ProviderIn(name);
        foreach (var candidate in NameCandidates.Of(name, provider, region))
        {
            if (Match(_exact, candidate.Name, provider) is { } model) return (model, candidate);
            if (Match(_anyCase, candidate.Name, provider) is { } other) return (other, candidate);
        }
        return SizeClasses.Of(provider, name) is { } size && Match(_exact, size, provider) is { } sized
            ? (sized, new(size, "class by number of parameters"))
            : null;
    }

    // openai/gpt-4o, where the log names no provider
    private string ProviderIn(string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0) return "";
        var first = ProviderNames.Normalize(name[..slash]);
        return _providers.Contains(first) ? first : "";
    }

    private static ModelPrices? Match(Dictionary<string, List<ModelPrices>> names, string name, string provider)
    {
        if (!names.TryGetValue(name, out var models)) return null;
        foreach (var model in models)
            if (ProviderNames.Accepts(provider, ProviderNames.Normalize(model.Provider))) return model;
        return null;
    }

    private void AddNames(ModelPrices model, string name)
    {
        AddName(model, name);
        var qualified = ModelPrices.Qualify(ProviderNames.Normalize(model.Provider), name);
        if (qualified != name) AddName(model, qualified);
    }

    private void AddName(ModelPrices model, string name)
    {
        foreach (var names in (ReadOnlySpan<Dictionary<string, List<ModelPrices>>>)[_exact, _anyCase])
        {
            if (!names.TryGetValue(name, out var models)) names.Add(name, models = []);
            if (!models.Contains(model)) models.Add(model);
        }
    }

    private static int Preference(string provider)
    {
        var index = Array.IndexOf(s_preferred, provider);
        return index >= 0 ? index : s_preferred.Length;
    }
}
