using System.CommandLine;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Models;
using Accounting.BatchClient.Rendering;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Agreements;

namespace Accounting.BatchClient.Agreements;

/// <summary><c>accounting agreements list</c>: what holds at an instant, or all that was ever agreed.</summary>
internal static class ListCommand
{
    public static Command Create(CommandContext context)
    {
        var tenant = new Option<string?>("--tenant", "-t") { Description = "Only this tenant's, and those of all tenants.", HelpName = "NAME" };
        var at = new Option<string?>("--at") { Description = "What holds at this date or time. Default: now.", HelpName = "TIME" };
        var history = new Option<bool>("--history") { Description = "All that was ever agreed, in the order in which it became known." };
        var (ledger, format, json) = (new LedgerOptions(), SharedOptions.Format("table, json"), SharedOptions.Json());
        var command = new DocumentedCommand("list", "The agreements in force.")
        {
            Examples = ["accounting agreements list", "accounting agreements list --tenant acme --history --json"],
        };
        foreach (var option in (Option[])[tenant, at, history, format, json, .. ledger.All]) command.Add(option);
        command.SetAction(parse =>
        {
            var asJson = SharedOptions.FormatOf(parse, format, json, context.Settings, "table", "json") == "json";
            var time = parse.GetValue(at) is { } typed ? Instants.Parse("--at", typed) : context.Time.GetUtcNow();
            var map = CostMapReader.Read(ledger.NameOf(parse, context.Settings), context);
            var rows = Rows(map, parse.GetValue(tenant), parse.GetValue(history) ? null : time);
            if (asJson) WriteJson(context.Out, map, rows);
            else WriteTable(context, map, rows);
            return ExitCodes.Done;
        });
        return command;
    }

    private static List<(AgreementParty Party, PriceRow Row)> Rows(CostMap map, string? tenant, DateTimeOffset? at)
    {
        var rows = new List<(AgreementParty Party, PriceRow Row)>();
        foreach (var entry in map.Models)
        {
            if (Agreement.PartyOf(entry) is not { } party || (tenant is not null && party.Tenant is not null && party.Tenant != tenant)) continue;
            if (at is not { } time) rows.AddRange(entry.Rows.Select(row => (party, row)));
            else if (entry.RowAt(time) is { IsWithoutPrice: false } row) rows.Add((party, row));
        }
        return at is null ? [.. rows.OrderBy(row => row.Row.KnownSince)] : rows;
    }

    private static void WriteTable(CommandContext context, CostMap map, List<(AgreementParty Party, PriceRow Row)> rows)
    {
        if (rows.Count > 0)
        {
            var table = new TextTable("with", "agreed", "valid from", "valid to", "known since", "source");
            foreach (var (party, row) in rows)
            {
                var (from, to, known) = (PriceText.Day(row.ValidFrom), PriceText.Day(row.ValidTo), PriceText.Day(row.KnownSince));
                table.Add(AgreementText.Party(party), AgreementText.Terms(row.Prices), from, to, known, row.Source);
            }
            table.Write(context);
        }
        context.Out.WriteLine($"{Numbers.Count(rows.Count)} agreements. Cost map {map.Version} ({map.Digest}).");
    }

    private static void WriteJson(TextWriter output, CostMap map, List<(AgreementParty Party, PriceRow Row)> rows) => JsonLine.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("schema_version", 1);
        json.WriteStartArray("agreements");
        foreach (var (party, row) in rows)
        {
            json.WriteStartObject();
            AgreementJson.Write(json, party, row);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        ModelJson.WriteCostMap(json, map);
        json.WriteEndObject();
    });
}
