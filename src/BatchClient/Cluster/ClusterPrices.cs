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
    public (CostMap Map, IReadOnlyList<RegistrationResult> Results) Register(IReadOnlyList<PriceOffer> offers)
    {
        OfferMessage[] messages = [.. offers.Select(OfferMessage.From)];
        var request = new RegisterRequest(Guid.NewGuid(), messages);
        var answer = calls.MakeLong("registering prices", token => registry.RegisterModels(request, token));
        var map = MapOf(answer.Map);
        if (answer.Offers.Length != messages.Length) throw Wrong($"{answer.Offers.Length} outcomes for {messages.Length} offers");
        return (map, [.. answer.Offers.Zip(messages, (outcome, message) => ResultOf(map, outcome, message.ToOffer(), answer.Map is not null))]);
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
            ModelsMin = options.ModelsMin,
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

    private static RegistrationResult ResultOf(CostMap map, OfferAnswer outcome, PriceOffer offer, bool isStored) => new()
    {
        // Where another offer was refused, nothing is stored of this one either.
        Model = !outcome.Accepted ? null : isStored ? Registered(map, outcome, offer) : new() { Provider = offer.Provider, Model = offer.Model },
        Problems = [.. outcome.Problems],
        EffectiveFrom = outcome.EffectiveFrom,
        IsUnchanged = outcome.IsUnchanged,
    };

    // The model with the rows that the offer made: a correction can make several.
    private static ModelPrices Registered(CostMap map, OfferAnswer outcome, PriceOffer offer)
    {
        var model = map.Models.FirstOrDefault(model => model.FullName == outcome.Model) ?? throw Wrong($"model {outcome.Model}, which its map lacks");
        var rows = PriceRegistration.RowsOf(model, offer);
        if (rows.IsEmpty && model.RowAt(offer.ValidFrom ?? offer.KnownSince) is { } believed) rows = [believed];
        return model with { Rows = rows.IsEmpty ? [model.Rows[^1]] : rows };
    }

    private CostMap MapOf(PriceMapVersion? version) => version is null ? new CostMapVersions(store).Newest() : new CostMapVersions(store).Load(version.Version);

    private static LedgerException Wrong(string what) => new(LedgerFault.Refused,
        $"The cluster's registry answered with {what}. Look with 'accounting models show' at what is registered; use the same version of the program everywhere.");
}
