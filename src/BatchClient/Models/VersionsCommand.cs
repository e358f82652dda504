using System.CommandLine;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Rendering;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Versions;
using Accounting.Storage;

namespace Accounting.BatchClient.Models;

/// <summary><c>accounting models versions</c>: the versions of the cost map that the ledger keeps, newest first, with what each added.</summary>
internal static class VersionsCommand
{
    private const int NamesShown = 3;
    private const int TopDefault = 20;

    public static Command Create(CommandContext context)
    {
        var top = new Option<int>("--top") { Description = $"How many. Default: {TopDefault}.", HelpName = "N", DefaultValueFactory = _ => TopDefault };
        var (ledger, format, json) = (new LedgerOptions(), SharedOptions.Format("table, json"), SharedOptions.Json());
        var command = new DocumentedCommand("versions", "The versions of the cost map that the ledger keeps, newest first, with what each added.")
        {
            Examples = ["accounting models versions", "accounting models versions --top 100 --json"],
        };
        foreach (var option in (Option[])[top, format, json, .. ledger.All]) command.Add(option);
        command.SetAction(parse =>
        {
            var asJson = SharedOptions.FormatOf(parse, format, json, context.Settings, "table", "json") == "json";
            var count = parse.GetValue(top);
            if (count < 1) throw UserException.WrongUsage($"--top is {count}; expected at least 1.");
            var versions = Read(ledger.NameOf(parse, context.Settings), count, context);
            if (asJson) WriteJson(context.Out, versions);
            else WriteTable(context, versions);
            return ExitCodes.Done;
        });
        return command;
    }

    private static List<CostMapVersion> Read(string? ledger, int count, CommandContext context)
    {
        if (!LedgerOpener.Exists(ledger, context)) return [];
        using var store = context.Ledgers.Open(ledger, LedgerAccess.ReadOnly, context);
        return [.. new CostMapVersions(store).History().Take(count)];
    }

    private static void WriteTable(CommandContext context, List<CostMapVersion> versions)
    {
        if (versions.Count > 0)
        {
            var table = new TextTable("version", "known since", "#models", "which", "source", "reason");
            foreach (var version in versions)
            {
                var row = version.Added.SelectMany(model => model.Rows).LastOrDefault();
                var more = version.Added.Count > NamesShown ? ", …" : "";
                table.Add(version.Version, PriceText.Day(version.KnownSince), Numbers.Count(version.Added.Count),
                    string.Join(", ", version.Added.Take(NamesShown).Select(model => model.FullName)) + more, row?.Source ?? "", row?.Reason ?? "");
            }
            table.Write(context);
        }
        context.Out.WriteLine($"What ships with the program is version {CostMapVersions.ShippedName} ({ShippedPrices.Map.Version}).");
    }

    private static void WriteJson(TextWriter output, List<CostMapVersion> versions) => JsonLine.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("schema_version", 1);
        json.WriteStartArray("versions");
        foreach (var version in versions)
        {
            json.WriteStartObject();
            json.WriteString("version", version.Version);
            json.WriteString("digest", version.Digest);
            json.WriteString("known_since", Instants.Rfc3339(version.KnownSince));
            json.WriteStartArray("models");
            foreach (var model in version.Added) json.WriteStringValue(model.FullName);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteString("shipped", ShippedPrices.Map.Version);
        json.WriteEndObject();
    });
}
