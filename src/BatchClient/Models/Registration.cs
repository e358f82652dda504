using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Rendering;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Pricing;
using Accounting.Storage;

namespace Accounting.BatchClient.Models;

/// <summary>Carries registrations out and tells of them.</summary>
internal static class Registration
{
    private const int ProblemsShown = 50;

    /// <summary>Registers all offers in one version, or shows what that would do.</summary>
    /// <exception cref="UserException">One is refused: nothing is registered.</exception>
    public static (CostMap Map, IReadOnlyList<RegistrationResult> Results) Carry(
        IReadOnlyList<PriceOffer> offers, string? ledger, bool isDryRun, CommandContext context)
    {
        if (isDryRun)
        {
            var present = CostMapReader.Read(ledger, context);
            var (added, results) = PriceBook.RegisterAll(present, offers);
            Tell(results, context);
            return (present.With(added!), results);
        }
        using var store = context.Ledgers.Open(ledger, LedgerAccess.Create, context);
        var done = IPriceChanges.Of(store).Register(offers);
        Tell(done.Results, context);
        return done;
    }

    private static void Tell(IReadOnlyList<RegistrationResult> results, CommandContext context)
    {
        var refused = results.Where(result => result.Model is null).SelectMany(result => result.Problems).ToList();
        if (refused.Count > 0)
        {
            var more = refused.Count > ProblemsShown ? $"\n  … and {Numbers.Count(refused.Count - ProblemsShown)} more." : "";
            var list = string.Join('\n', refused.Take(ProblemsShown).Select(problem => "  " + problem.Message));
            throw new UserException($"The price is refused; nothing was registered.\n{list}{more}");
        }
        foreach (var problem in results.SelectMany(result => result.Problems)) context.Note($"Forced: {problem.Message}");
    }

    /// <summary>Tells of one registration.</summary>
    public static void Write(CommandContext context, bool asJson, RegistrationResult result, CostMap map, bool isDryRun)
    {
        if (asJson) WriteJson(context.Out, result, map, isDryRun);
        else WriteText(context, result, map, isDryRun);
    }

    private static void WriteJson(TextWriter output, RegistrationResult result, CostMap map, bool isDryRun) => JsonLine.Write(output, json =>
    {
        var (model, row) = (result.Model!, result.Model!.Rows[^1]);
        json.WriteStartObject();
        json.WriteNumber("schema_version", 1);
        json.WriteBoolean("dry_run", isDryRun);
        ModelJson.WriteHead(json, map.Get(model.Provider, model.Model)!);
        json.WriteString("valid_from", Instants.Rfc3339(row.ValidFrom));
        json.WriteString("valid_to", Instants.Rfc3339(row.ValidTo));
        json.WriteString("effective_from", Instants.Rfc3339(result.EffectiveFrom));
        json.WriteString("currency", "USD");
        ModelJson.WriteRates(json, row.Prices);
        ModelJson.WriteRows(json, model);
        ModelJson.WriteCostMap(json, map);
        json.WriteEndObject();
    });

    private static void WriteText(CommandContext context, RegistrationResult result, CostMap map, bool isDryRun)
    {
        var (model, row, effective) = (result.Model!, result.Model!.Rows[^1], result.EffectiveFrom);
        var since = effective is null ? row.ValidTo is null ? "for all times" : "since ever"
            : $"from {PriceText.Day(effective)} on{(effective == row.ValidFrom || row.ValidFrom > effective ? "" : " (the next quarter of an hour)")}";
        var until = row.ValidTo is null ? "" : $" to before {PriceText.Day(row.ValidTo)}";
        var what = row.Kind == PriceKind.Correction ? isDryRun ? "Would correct" : "Corrected"
            : row.IsWithoutPrice ? isDryRun ? "Would retire" : "Retired"
            : isDryRun ? "Would register" : "Registered";
        context.Out.WriteLine($"{what} {SafeText.Of(model.FullName)} {since}{until}.");
        if (!row.IsWithoutPrice) PriceTable.Write(context, row.Prices);
        context.Out.WriteLine($"Cost map {map.Version} ({map.Digest}).");
    }
}
