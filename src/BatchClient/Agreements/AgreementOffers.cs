using System.CommandLine;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Models;
using Accounting.BatchClient.Rendering;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Agreements;
using Accounting.Storage;

namespace Accounting.BatchClient.Agreements;

/// <summary>Offers an agreement to the cost map that the ledger keeps, and tells what became of it.</summary>
internal static class AgreementOffers
{
    /// <param name="parse">The command line.</param>
    /// <param name="party">Whose agreement.</param>
    /// <param name="ledger">Where it is kept.</param>
    /// <param name="isDryRun">Whether nothing is to be changed.</param>
    /// <param name="asJson">How to answer.</param>
    /// <param name="context">The world around the command.</param>
    /// <param name="fill">Adds what is agreed.</param>
    /// <param name="mustExist">Whether there must be such an agreement already.</param>
    public static int Carry(ParseResult parse, PartyOptions party, LedgerOptions ledger, bool isDryRun, bool asJson, CommandContext context,
        Func<PriceOffer, PriceOffer> fill, bool mustExist = false)
    {
        var name = ledger.NameOf(parse, context.Settings);
        var present = CostMapReader.Read(name, context);
        var offer = fill(party.OfferOf(parse, present, context.Time.GetUtcNow()));
        if (mustExist && present.Get(offer.Provider, offer.Model) is null)
            throw new UserException("There is no such agreement. 'accounting agreements list' shows those that there are.");
        if (offer.Force && offer.Reason.Length == 0) throw UserException.WrongUsage("--force needs --reason: say why it is right. It is kept with the agreement.");
        // What is refused leaves no trace, not even a ledger.
        var preview = Accepted(PriceRegistration.Register(present, offer));
        var (map, result) = isDryRun ? (present.With([preview.Model!]), preview) : Register(name, offer, context);
        foreach (var problem in result.Problems) context.Note($"Forced: {problem.Message}");
        Write(context, map, result, isDryRun, asJson);
        return ExitCodes.Done;
    }

    private static RegistrationResult Accepted(RegistrationResult result) => result.Model is not null
        ? result
        : throw new UserException($"The agreement is refused; nothing was registered.\n{string.Join('\n', result.Problems.Select(problem => "  " + problem.Message))}");

    private static (CostMap Map, RegistrationResult Result) Register(string? ledger, PriceOffer offer, CommandContext context)
    {
        using var store = context.Ledgers.Open(ledger, LedgerAccess.Create, context);
        var (map, result) = IPriceChanges.Of(store).Register(offer);
        return (map, Accepted(result));
    }

    private static void Write(CommandContext context, CostMap map, RegistrationResult result, bool isDryRun, bool asJson)
    {
        var (entry, row) = (result.Model!, result.Model!.Rows[^1]);
        if (asJson)
        {
            JsonLine.Write(context.Out, json =>
            {
                json.WriteStartObject();
                json.WriteNumber("schema_version", 1);
                json.WriteBoolean("dry_run", isDryRun);
                AgreementJson.Write(json, Agreement.PartyOf(entry)!, row);
                json.WriteString("effective_from", Instants.Rfc3339(result.EffectiveFrom));
                ModelJson.WriteCostMap(json, map);
                json.WriteEndObject();
            });
            return;
        }
        context.Out.WriteLine($"{(isDryRun ? "Would be agreed" : "Agreed")} with {SafeText.Of(AgreementText.Party(Agreement.PartyOf(entry)!))}, "
            + $"from {PriceText.Day(result.EffectiveFrom)} on: {AgreementText.Terms(row.Prices)}.");
        context.Out.WriteLine($"Cost map {map.Version} ({map.Digest}).");
    }
}
