using Accounting.Core.Ledger;
using Accounting.Core.Pricing.Versions;
using Accounting.Grains.Interfaces.Prices;

namespace Accounting.Grains.Prices;

/// <summary>Cuts the history of the cost map into pages.</summary>
internal static class PriceHistory
{
    /// <exception cref="LedgerException">The request is wrong, the ledger does not hold the version, or fails.</exception>
    public static PriceMapChange[] Next(CostMapVersions versions, string? before, int count, CancellationToken cancellationToken)
    {
        if (count is < 1 or > ICostRegistryGrain.HistoryMax)
            throw new LedgerException(LedgerFault.Refused, $"{count} versions of the cost map were asked for; expected 1 to {ICostRegistryGrain.HistoryMax}.");
        var page = new List<PriceMapChange>();
        foreach (var version in (before is null ? versions.History() : versions.HistoryBefore(before)).Take(count))
        {
            cancellationToken.ThrowIfCancellationRequested();
            page.Add(ChangeOf(version));
        }
        return [.. page];
    }

    private static PriceMapChange ChangeOf(CostMapVersion version)
    {
        var last = version.Added.SelectMany(model => model.Rows).LastOrDefault();
        return new()
        {
            Version = version.Version,
            Digest = version.Digest,
            KnownSince = version.KnownSince,
            ModelCount = version.Added.Count,
            Models = [.. version.Added.Take(PriceMapChange.ModelsMax).Select(model => model.FullName)],
            Kind = last?.Kind ?? default,
            Source = last?.Source ?? "",
            Reason = last?.Reason ?? "",
        };
    }
}
