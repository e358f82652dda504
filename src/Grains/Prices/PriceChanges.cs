using Accounting.Core.Ledger;
using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Import;
using Accounting.Core.Pricing.Versions;
using Accounting.Grains.Interfaces.Prices;

namespace Accounting.Grains.Prices;

/// <summary>Requests to change the cost map, carried out on the ledger's versions.</summary>
internal static class PriceChanges
{
    /// <summary>Offers of one request: more models than any provider has.</summary>
    public const int OffersMax = 5_000;

    /// <summary>Registers all offers in one version, or none where one is refused.</summary>
    /// <exception cref="LedgerException">The request is wrong, or the ledger fails.</exception>
    public static RegisterAnswer Register(CostMapVersions versions, RegisterRequest request, int offersMax)
    {
        var given = request.Offers?.Length ?? 0;
        if (given < 1 || given > offersMax)
            throw new LedgerException(LedgerFault.Refused, $"A registration has {given} prices; expected 1 to {offersMax}. Send them in several requests.");
        var offers = request.Offers!.Select(offer => offer.ToOffer()).ToList();
        var (map, results) = versions.Update(offers.Max(offer => offer.KnownSince), present =>
        {
            var (added, outcomes) = PriceBook.RegisterAll(present, offers);
            return (added ?? [], outcomes);
        });
        var isRefused = results.Any(result => result.Model is null);
        return new(isRefused ? null : VersionOf(map), [.. results.Select(AnswerOf)]);
    }

    /// <summary>Takes over a cost map in LiteLLM's or genai-prices' form.</summary>
    /// <exception cref="LedgerException">It is forced without a reason, or the ledger fails.</exception>
    public static ImportAnswer Import(CostMapVersions versions, ImportRequest request)
    {
        var options = request.Options;
        if (options.Force && string.IsNullOrWhiteSpace(options.Reason))
            throw new LedgerException(LedgerFault.Refused, "A forced import needs a reason: say why the prices are right. It is kept with each.");
        var (map, report) = versions.Update<ImportReport>(options.KnownSince, present =>
        {
            var read = CostMapImport.Read(request.Content, present, options);
            return (read.Accepted ? read.Models : [], read);
        });
        return new()
        {
            Map = report.Accepted ? VersionOf(map) : null,
            Read = report.Read,
            Added = report.Added,
            Changed = report.Changed,
            Unchanged = report.Unchanged,
            Refused = report.Refused,
            Problems = [.. report.Problems],
            Notices = [.. report.Notices],
        };
    }

    public static PriceMapVersion VersionOf(CostMap map) => new(map.Version, map.Digest);

    private static OfferAnswer AnswerOf(RegistrationResult result) =>
        new(result.Model is not null, result.Model?.FullName ?? "", [.. result.Problems], result.EffectiveFrom) { IsUnchanged = result.IsUnchanged };
}
