using Accounting.BatchClient.Models;
using Accounting.Core.Ledger;
using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Import;
using Accounting.Core.Pricing.Versions;
using Accounting.Grains.Interfaces.Prices;

namespace Accounting.BatchClient.Cluster;

/// <summary>
/// Changes prices through the grain that owns them, so that all silos hear of it at once. A repeated attempt has the same id, and is answered with the version of the first.
/// </summary>
internal sealed class ClusterPrices(ICostRegistryGrain registry, ClusterCalls calls, IPriceMapStore store) : IPriceChanges
{
    public (CostMap Map, RegistrationResult Result) Register(PriceOffer offer)
    {
        var message = OfferMessage.From(offer);
        var request = new RegisterRequest(Guid.NewGuid(), [message]);
        var answer = calls.Make("registering a price", token => registry.RegisterModel(request, token));
        var map = MapOf(answer.Map);
        if (answer.Offers is not [var outcome]) throw Wrong($"{answer.Offers.Length} outcomes for one offer");
        var model = outcome.Accepted ? Registered(map, outcome, message.ToOffer()) : null;
        return (map, new() { Model = model, Problems = [.. outcome.Problems], EffectiveFrom = outcome.EffectiveFrom });
    }

    public (CostMap Map, ImportReport Report) Import(byte[] content, ImportOptions options)
    {
        var request = new ImportRequest
        {
            Id = Guid.NewGuid(),
            Content = content,
            KnownSince = options.KnownSince,
            ValidFrom = options.ValidFrom,
            Source = options.Source,
            Force = options.Force,
            Reason = options.Reason,
        };
        var answer = calls.MakeLong("importing prices", token => registry.Import(request, token));
        return (MapOf(answer.Map), new()
        {
            Accepted = answer.Map is not null,
            Read = answer.Read,
            Added = answer.Added,
            Changed = answer.Changed,
            Unchanged = answer.Unchanged,
            Refused = answer.Refused,
            Problems = [.. answer.Problems],
            Notices = [.. answer.Notices],
        });
    }

    // The model with the row that the offer made.
    private static ModelPrices Registered(CostMap map, OfferAnswer outcome, PriceOffer offer)
    {
        var model = map.Models.FirstOrDefault(model => model.FullName == outcome.Model) ?? throw Wrong($"model {outcome.Model}, which its map lacks");
        DateTimeOffset? from = outcome.EffectiveFrom is null ? null : offer.ValidFrom ?? offer.KnownSince;
        var row = model.Rows.LastOrDefault(row => row.KnownSince == offer.KnownSince && row.ValidFrom == from && row.Source == offer.Source && row.Reason == offer.Reason);
        return model with { Rows = [row ?? model.Rows[^1]] };
    }

    private CostMap MapOf(PriceMapVersion? version) => version is null ? new CostMapVersions(store).Newest() : new CostMapVersions(store).Load(version.Version);

    private static LedgerException Wrong(string what) => new(LedgerFault.Refused,
        $"The cluster's registry answered with {what}. Look with 'accounting models show' at what is registered; use the same version of the program everywhere.");
}
