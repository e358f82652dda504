using Accounting.Core.Pricing;

namespace Accounting.Core.Ledger.Repricing;

/// <summary>Prices of one map where it has any for a call, else those of another.</summary>
internal sealed class LayeredPrices(CostMap over, CostMap under) : IPriceList
{
    public string Version => $"{under.Version}+{over.Version}";

    public string Digest => over.Digest;

    public Rates? Find(EntryKey key, DateTimeOffset undatedAt) => over.Find(key, undatedAt) ?? under.Find(key, undatedAt);
}
