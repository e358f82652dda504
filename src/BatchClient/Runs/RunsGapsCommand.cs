using System.CommandLine;
using System.Globalization;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Rendering;
using Accounting.BatchClient.Spend;
using Accounting.BatchClient.Terminal;

namespace Accounting.BatchClient.Runs;

/// <summary><c>accounting runs gaps</c>: days without a billed call, by tenant.</summary>
internal static class RunsGapsCommand
{
    public static Command Create(CommandContext context)
    {
        var (ledger, format, json) = (new LedgerOptions(), SharedOptions.Format("table, json"), SharedOptions.Json());
        var since = new Option<string?>("--since") { Description = "From this date on (default: each tenant's first billed day).", HelpName = "DATE" };
        var until = new Option<string?>("--until") { Description = "Before this date (default: the day after the last billed one).", HelpName = "DATE" };
        var tenant = new Option<string[]>("--tenant", "-t") { Description = "Only this tenant. Repeat for several.", HelpName = "NAME" };
        var command = new DocumentedCommand("gaps", "Days, UTC, on which nothing of a tenant was billed: logs that are missing, perhaps.")
        {
            Examples = ["accounting runs gaps", "accounting runs gaps --since 2026-10-01 --until 2026-11-01 --json"],
        };
        foreach (var option in (Option[])[since, until, tenant, .. ledger.All, format, json]) command.Add(option);
        command.SetAction(parse =>
        {
            var asJson = SharedOptions.FormatOf(parse, format, json, context.Settings, "table", "json") == "json";
            var window = TimeWindow.Parse(parse.GetValue(since), parse.GetValue(until));
            using var accounting = context.Ledgers.OpenToRead(ledger.NameOf(parse, context.Settings), context);
            var gaps = BillingGap.Of(accounting.Lines(new() { Tenants = parse.GetValue(tenant) ?? [] }), DayOf(window.Since), DayOf(window.Until));
            if (asJson) WriteJson(context.Out, gaps);
            else WriteTable(context, gaps);
            return ExitCodes.Done;
        });
        return command;
    }

    private static DateOnly? DayOf(DateTimeOffset? time) => time is { } instant ? DateOnly.FromDateTime(instant.UtcDateTime) : null;

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void WriteJson(TextWriter output, IReadOnlyList<BillingGap> gaps) => JsonLine.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("schema_version", 1);
        json.WriteStartArray("gaps");
        foreach (var gap in gaps)
        {
            json.WriteStartObject();
            json.WriteString("tenant", gap.Tenant);
            json.WriteString("from", Text(gap.From));
            json.WriteString("to", Text(gap.To));
            json.WriteNumber("days", gap.Days);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteTable(CommandContext context, IReadOnlyList<BillingGap> gaps)
    {
        if (gaps.Count == 0)
        {
            context.Out.WriteLine("No gaps: each tenant has billed calls on every day.");
            return;
        }
        var table = new TextTable("tenant", "from", "to", "#days");
        foreach (var gap in gaps) table.Add(gap.Tenant, Text(gap.From), Text(gap.To), Numbers.Count(gap.Days));
        table.Write(context);
    }
}
