using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Accounting.Core.Pricing.Agreements;

/// <summary>The agreements of a cost map, by whom and what they are about. Immutable.</summary>
internal sealed class AgreementIndex(ImmutableArray<ModelPrices> models)
{
    private readonly FrozenDictionary<string, ModelPrices> _byName =
        models.Where(model => model.Mode == Agreement.Mode).ToFrozenDictionary(model => model.FullName, StringComparer.Ordinal);

    public bool IsEmpty => _byName.Count == 0;

    /// <summary>What names the tenant comes before what holds for all, what names the provider before what holds for any.</summary>
    public AgreedTerms Of(string tenant, ModelPrices model, string provider)
    {
        var (own, all) = (Agreement.TermsOf(tenant), Agreement.TermsOf(null));
        var terms = PriceAdjustment.AppliesTo(model.Mode)
            ? Entries(ModelPrices.Qualify(provider, own), own, ModelPrices.Qualify(provider, all), all)
            : [];
        var prices = Entries(Agreement.PriceOf(tenant, model.FullName), Agreement.PriceOf(null, model.FullName));
        return terms.IsEmpty && prices.IsEmpty ? AgreedTerms.None : new(prices, terms);
    }

    private ImmutableArray<ModelPrices> Entries(params ReadOnlySpan<string> names)
    {
        var found = ImmutableArray.CreateBuilder<ModelPrices>();
        foreach (var name in names)
            if (_byName.TryGetValue(name, out var entry)) found.Add(entry);
        return found.ToImmutable();
    }
}
