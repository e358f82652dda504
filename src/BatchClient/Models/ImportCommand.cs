using System.CommandLine;
using System.Text.Json;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Rendering;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Import;
using Accounting.Storage;

namespace Accounting.BatchClient.Models;

/// <summary><c>accounting models import FILE</c>: takes prices over from LiteLLM's map, after checks.</summary>
internal static class ImportCommand
{
    /// <summary>Findings listed for a person; JSON has all.</summary>
    private const int FindingsShown = 20;

    public static Command Create(CommandContext context)
    {
        var file = new Argument<string>("FILE") { Description = "A cost map in LiteLLM's form (model_prices_and_context_window.json)." };
        var validFrom = new Option<string?>("--valid-from") { Description = "From when changed prices hold. Default: now.", HelpName = "TIME" };
        var force = new Option<bool>("--force") { Description = "Take what the checks take for a mistake; needs --reason." };
        var reason = new Option<string?>("--reason") { Description = "Why; kept with each price.", HelpName = "TEXT" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Check and report, change nothing." };
        var (ledger, format, json) = (new LedgerOptions(), SharedOptions.Format("table, json"), SharedOptions.Json());
        var command = new DocumentedCommand("import", "Take prices over from a cost map in LiteLLM's form.")
        {
            Notes = "A model that the file lacks loses nothing. Exit codes: 0 taken; 1 refused as a whole, nothing was changed; 3 taken but for some models.",
            Examples =
            [
                "accounting models import model_prices_and_context_window.json --dry-run",
                "accounting models import prices.json --force --reason \"checked with the provider\"",
            ],
        };
        command.Add(file);
        foreach (Option option in (Option[])[validFrom, dryRun, force, reason, format, json, .. ledger.All]) command.Add(option);
        command.SetAction(parse =>
        {
            var asJson = SharedOptions.FormatOf(parse, format, json, context.Settings, "table", "json") == "json";
            var name = parse.GetRequiredValue(file);
            if (name.Contains("://", StringComparison.Ordinal))
                throw UserException.WrongUsage($"'{name}' is an address. Download it and give the file.");
            var options = new ImportOptions
            {
                KnownSince = context.Time.GetUtcNow(),
                ValidFrom = parse.GetValue(validFrom) is { } time ? Instants.Parse("--valid-from", time) : null,
                Source = name,
                Force = parse.GetValue(force),
                Reason = parse.GetValue(reason) ?? "",
            };
            if (options.Force && string.IsNullOrWhiteSpace(options.Reason))
                throw UserException.WrongUsage("--force needs --reason: say why the prices are right. It is kept with each.");
            var content = InputFile.ReadAll(name, PricingLimits.MapBytesMax, context);
            var (report, map) = Import(content, options, ledger.NameOf(parse, context.Settings), parse.GetValue(dryRun), context);
            if (asJson) WriteJson(context.Out, report, map, parse.GetValue(dryRun));
            else WriteText(context, report, map, parse.GetValue(dryRun));
            return !report.Accepted ? ExitCodes.Failed : report.Refused > 0 ? ExitCodes.Incomplete : ExitCodes.Done;
        });
        return command;
    }

    private static (ImportReport Report, CostMap Map) Import(byte[] content, ImportOptions options, string? ledger, bool isDryRun, CommandContext context)
    {
        if (isDryRun)
        {
            var present = CostMapReader.Read(ledger, context);
            var preview = CostMapImport.Read(content, present, options);
            return (preview, preview.Accepted ? present.With(preview.Models) : present);
        }
        using var store = context.Ledgers.Open(ledger, LedgerAccess.Create, context);
        var (map, report) = IPriceChanges.Of(store).Import(content, options);
        return (report, map);
    }

    private static void WriteText(CommandContext context, ImportReport report, CostMap map, bool isDryRun)
    {
        var output = context.Out;
        if (!report.Accepted) output.WriteLine("The map is refused; nothing was changed.");
        output.WriteLine(
            $"{Numbers.Count(report.Read)} models read: {Numbers.Count(report.Added)} new, {Numbers.Count(report.Changed)} changed, {Numbers.Count(report.Unchanged)} unchanged, " +
            $"{Numbers.Count(report.Refused)} refused{(isDryRun ? " (dry run: nothing was changed)" : "")}.");
        WriteFindings(output, "Refused or forced", report.Problems);
        WriteFindings(output, "Left out", report.Notices);
        output.WriteLine($"Cost map {map.Version} ({map.Digest}).");
    }

    private static void WriteFindings(TextWriter output, string title, IReadOnlyList<PriceProblem> findings)
    {
        if (findings.Count == 0) return;
        output.WriteLine($"{title}: {Numbers.Count(findings.Count)}");
        foreach (var finding in findings.Take(FindingsShown)) output.WriteLine("  " + SafeText.Of(finding.Message));
        if (findings.Count > FindingsShown) output.WriteLine(
            $"  … and {Numbers.Count(findings.Count - FindingsShown)} more; --json lists all.");
    }

    private static void WriteJson(TextWriter output, ImportReport report, CostMap map, bool isDryRun) => JsonLine.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("schema_version", 1);
        json.WriteBoolean("dry_run", isDryRun);
        json.WriteBoolean("accepted", report.Accepted);
        json.WriteNumber("read", report.Read);
        json.WriteNumber("added", report.Added);
        json.WriteNumber("changed", report.Changed);
        json.WriteNumber("unchanged", report.Unchanged);
        json.WriteNumber("refused", report.Refused);
        foreach (var (name, findings) in new[] { ("problems", report.Problems), ("notices", report.Notices) })
        {
            json.WriteStartArray(name);
            foreach (var finding in findings)
            {
                json.WriteStartObject();
                json.WriteString("kind", JsonNamingPolicy.SnakeCaseLower.ConvertName(finding.Kind.ToString()));
                json.WriteString("model", finding.Model);
                json.WriteString("field", finding.Field);
                json.WriteString("message", finding.Message);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        ModelJson.WriteCostMap(json, map);
        json.WriteEndObject();
    });
}
