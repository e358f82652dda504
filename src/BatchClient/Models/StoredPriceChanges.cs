using Accounting.Core.Ledger;
using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Import;
using Accounting.Core.Pricing.Versions;

namespace Accounting.BatchClient.Models;

/// <summary>Changes prices by this process itself, in a ledger that it has opened.</summary>
internal sealed class StoredPriceChanges(IPriceMapStore store) : IPriceChanges
{
    private readonly CostMapVersions _versions = new(store);

    public (CostMap Map, IReadOnlyList<RegistrationResult> Results) Register(IReadOnlyList<PriceOffer> offers)
    {
        var present = _versions.Newest();
        // A refused price leaves no trace, not even the first version of the map.
        if (PriceBook.RegisterAll(present, offers) is { Added: null } refused) return (present, refused.Results);
        return _versions.Update(offers.Max(offer => offer.KnownSince), map =>
        {
            var (added, results) = PriceBook.RegisterAll(map, offers);
            return (added ?? [], results);
        });
    }

    public (CostMap Map, ImportReport Report) Import(byte[] content, ImportOptions options) => _versions.Update<ImportReport>(options.KnownSince, map =>
    {
        var report = CostMapImport.Read(content, map, options);
        return (report.Accepted ? report.Models : [], report);
    });
}
