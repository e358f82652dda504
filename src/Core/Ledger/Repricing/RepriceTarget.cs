using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Agreements;
using Accounting.Core.Pricing.Versions;

namespace Accounting.Core.Ledger.Repricing;

/// <summary>The prices that usage is priced with again.</summary>
public sealed record RepriceTarget
{
    /// <summary>
    /// As <see cref="CostMapVersions.Find"/> knows it: <c>newest</c>, <c>shipped</c>, a version, or one of these as known at an instant,
    /// <c>newest@2026-03-01</c>.
    /// </summary>
    public string Version { get; init; } = CostMapVersions.NewestName;

    /// <summary>What if: prices in our own canonical form that go before those of <see cref="Version"/>; empty: none.</summary>
    public ReadOnlyMemory<byte> Overlay { get; init; }

    /// <summary>What if: the model that all calls are taken to have been made with; null: their own.</summary>
    public string? AsModel { get; init; }

    /// <summary>Whether it only shows what would be: such prices are never applied.</summary>
    public bool IsWhatIf => !Overlay.IsEmpty || AsModel is not null;

    /// <summary>The prices themselves.</summary>
    /// <exception cref="LedgerException">The store holds no such version, or <see cref="AsModel"/> has no price in it.</exception>
    /// <exception cref="CostMapException">The overlay is no cost map.</exception>
    public IPriceList Resolve(IPriceMapStore store)
    {
        var map = new CostMapVersions(store).Get(Version);
        IPriceList prices = Overlay.IsEmpty ? map : new LayeredPrices(WithAgreements(CostMapSerializer.Read(Overlay, "the what-if cost map"), map), map);
        return AsModel is { } model ? OtherModelPrices.Of(prices, map, model) : prices;
    }

    // What is agreed with tenants holds for other prices too.
    private static CostMap WithAgreements(IEnumerable<ModelPrices> models, CostMap map) =>
        CostMap.Create([.. models, .. map.Models.Where(model => model.Mode == Agreement.Mode)]);

    /// <summary>
    /// As <see cref="Resolve"/>, for prices that are to be applied: they must stay readable, so they must be kept in the store.
    /// </summary>
    /// <exception cref="LedgerException">As there, it is a what-if, or the version is not kept.</exception>
    public IPriceList ResolveKept(IPriceMapStore store, DateTimeOffset now)
    {
        if (IsWhatIf) throw RepriceRules.WhatIfApplied();
        new CostMapVersions(store).KeepNewest(now);
        var prices = Resolve(store);
        var name = prices.Version.LastIndexOf('@') is > 0 and var at ? prices.Version[..at] : prices.Version;
        return store.LoadPriceMap(name) is not null ? prices : throw RepriceRules.NotKept(prices.Version);
    }
}
