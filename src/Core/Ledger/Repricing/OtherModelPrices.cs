using Accounting.Core.Pricing;

namespace Accounting.Core.Ledger.Repricing;

/// <summary>
/// Prices as if all calls had been made with one model: its provider takes the place of the call's own, and nothing is left of the
/// region, which names a place of the other provider.
/// </summary>
internal sealed class OtherModelPrices : IPriceList
{
    private readonly IPriceList _prices;
    private readonly string _model;
    private readonly string _provider;

    private OtherModelPrices(IPriceList prices, string model, string provider) => (_prices, _model, _provider) = (prices, model, provider);

    public string Version => _prices.Version;

    public string Digest => _prices.Digest;

    /// <exception cref="LedgerException">The map has no such model.</exception>
    public static OtherModelPrices Of(IPriceList prices, CostMap map, string model)
    {
        var found = map.Resolve(model);
        if (found.Model is { } known) return new(prices, known.Model, known.Provider);
        // It may be in an overlay alone.
        return prices is LayeredPrices ? new(prices, model, "") : throw RepriceRules.UnknownModel(model, found.NearNames);
    }

    public Rates? Find(EntryKey key, DateTimeOffset undatedAt) =>
        _prices.Find(key with { ResponseModel = _model, RequestedModel = _model, Provider = _provider, Region = "" }, undatedAt);
}
