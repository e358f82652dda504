using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Rendering;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Closing;

namespace Accounting.BatchClient.Statements;

/// <summary><c>accounting close --month 2026-10</c>: fixes the statements of a month for ever. Without a month: which ones are closed.</summary>
internal static class CloseCommand
{
    private const string Notes =
        """
        Closing changes nothing that was posted, and no slot. What is posted later for a closed month (late logs, voids, repriced
        history) appears on the earliest statement that is open then, as credit or debit lines that name the month.
        Months are UTC, and are closed in order. A closed month is never opened again. Calls without a time belong to no month: see
        'accounting statement --month undated'.
        Exit codes: 0 closed; 1 refused: not over, closed already, or an earlier month is open; 2 wrong usage.
        """;

    public static Command Create(CommandContext context)
    {
        var month = MonthOption.Create("The month to close; it must be over. Without it: list the closed months.");
        var tenant = new Option<string?>("--tenant", "-t") { Description = "Only this tenant's. Default: everybody's.", HelpName = "NAME" };
        var reason = new Option<string?>("--reason") { Description = "Why: kept with the closing for ever.", HelpName = "TEXT" };
        var by = new Option<string?>("--by") { Description = "Who closes it. Default: this user.", HelpName = "NAME" };
        var withEarlier = new Option<bool>("--with-earlier") { Description = "Close earlier months too that have usage and are still open." };
        var (ledger, format, json) = (new LedgerOptions(), SharedOptions.Format("table, json"), SharedOptions.Json());
        var command = new DocumentedCommand("close", "Close a month: its statements never change any more.")
        {
            Notes = Notes,
            Examples =
            [
                "accounting close --month 2026-10 --reason \"invoiced on 2026-11-03\"",
                "accounting close --month 2026-10 --tenant acme --with-earlier",
                "accounting close --json",
            ],
        };
        foreach (var option in (Option[])[month, tenant, reason, by, withEarlier, .. ledger.All, format, json]) command.Add(option);
        command.SetAction(parse =>
        {
            var asJson = SharedOptions.FormatOf(parse, format, json, context.Settings, "table", "json") == "json";
            var name = ledger.NameOf(parse, context.Settings);
            if (MonthOption.Read(month, parse) is not { } closed)
            {
                using var reader = context.Ledgers.OpenToRead(name, context);
                Write(context, reader.Closings(), asJson);
                return ExitCodes.Done;
            }
            var request = new CloseMonthRequest(
                closed, parse.GetValue(tenant), parse.GetValue(by)?.Trim() ?? User(context), parse.GetValue(reason)?.Trim() ?? "", parse.GetValue(withEarlier));
            using var accounting = context.Ledgers.OpenToWrite(name, context);
            RequireKnown(request.Tenant, accounting);
            Write(context, [accounting.CloseMonth(request)], asJson);
            return ExitCodes.Done;
        });
        return command;
    }

    private static string User(CommandContext context) => context.Environment("USER") ?? context.Environment("USERNAME") ?? "unknown";

    // A wrong letter must not close the month of nobody.
    private static void RequireKnown(string? tenant, IAccounting accounting)
    {
        if (tenant is null || accounting.Lines(new() { Tenants = [tenant] }).Any()) return;
        var known = accounting.Lines(new()).Select(line => line.Key.Tenant).Distinct(StringComparer.Ordinal);
        throw new UserException($"The ledger has nothing of a tenant '{tenant}'.{NearNames.Suggestion(tenant, known)} Nothing was closed.");
    }

    private static void Write(CommandContext context, IReadOnlyList<MonthClosing> closings, bool asJson)
    {
        if (asJson) WriteJson(context.Out, closings);
        else if (closings.Count == 0) context.Note("No month is closed yet. Close one with 'accounting close --month 2026-10'.");
        else WriteTable(context, closings);
    }

    private static void WriteTable(CommandContext context, IReadOnlyList<MonthClosing> closings)
    {
        var table = new TextTable("month and before", "tenant", "closed (UTC)", "by", "reason");
        foreach (var closing in closings)
        {
            table.Add(
                closing.Month.ToString(), closing.Tenant ?? "all", closing.ClosedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
                closing.ClosedBy, closing.Reason);
        }
        table.Write(context);
    }

    private static void WriteJson(TextWriter output, IReadOnlyList<MonthClosing> closings) => JsonLine.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("schema_version", 1);
        json.WriteStartArray("closed");
        foreach (var closing in closings)
        {
            json.WriteStartObject();
            json.WriteString("month", closing.Month.ToString());
            WriteFacts(json, closing);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>All of a closing but its month.</summary>
    public static void WriteFacts(Utf8JsonWriter json, MonthClosing closing)
    {
        json.WriteString("tenant", closing.Tenant);
        json.WriteString("closed_at", Instants.Rfc3339(closing.ClosedAt));
        json.WriteString("closed_by", closing.ClosedBy);
        json.WriteString("reason", closing.Reason);
        json.WriteNumber("last_posting", closing.LastPosting);
    }
}
