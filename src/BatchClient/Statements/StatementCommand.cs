using System.CommandLine;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Spend;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Statements;
using Accounting.Core.Usage;

namespace Accounting.BatchClient.Statements;

/// <summary><c>accounting statement --tenant T --month 2026-10</c>: what one tenant is billed for a month.</summary>
internal static class StatementCommand
{
    private const string Notes =
        """
        A line per model, meter and unit price, with the version of the cost map and the source of the price. The lines sum exactly to the
        total: that of 'accounting spend --tenant T' over the same month, until the month is closed.
        What is posted for a month after it was closed stands on the earliest statement that was open then, with the month's name.
        Months are UTC. --month undated is the usage whose log gives no time: it is on no month's statement.
        Exit codes: 0 answered; 1 no such ledger or tenant; 2 wrong usage; 3 answered, but some usage has no price.
        """;

    public static Command Create(CommandContext context)
    {
        var tenant = new Option<string>("--tenant", "-t") { Description = "Whose statement.", HelpName = "NAME", Required = true };
        var month = MonthOption.Create("Of which month, UTC; or undated.");
        month.Required = true;
        var format = SharedOptions.Format("table, json, csv, html");
        var (ledger, json) = (new LedgerOptions(), SharedOptions.Json());
        var command = new DocumentedCommand("statement", "What a tenant is billed for a month, line by line.")
        {
            Notes = Notes,
            Examples =
            [
                "accounting statement --tenant acme --month 2026-10",
                "accounting statement --tenant acme --month 2026-10 --format html > acme-2026-10.html",
                "accounting statement --tenant acme --month undated --json",
            ],
        };
        foreach (var option in (Option[])[tenant, month, .. ledger.All, format, json]) command.Add(option);
        command.SetAction((parse, cancellationToken) =>
        {
            var form = SharedOptions.FormatOf(parse, format, json, context.Settings, "table", "json", "csv", "html");
            Month? asked = parse.GetValue(month) == StatementText.Undated ? null : MonthOption.Read(month, parse);
            var whose = parse.GetRequiredValue(tenant);
            using var accounting = context.Ledgers.OpenToRead(ledger.NameOf(parse, context.Settings), context);
            var statement = StatementReader.Read(accounting, whose, asked, cancellationToken);
            if (statement.Usage.Count + statement.Late.Count == 0) new NamesSeen().Check(new() { Tenants = [whose] }, accounting, context);
            Write(context, statement, form);
            return Task.FromResult(statement.Unpriced.Count > 0 ? ExitCodes.Incomplete : ExitCodes.Done);
        });
        return command;
    }

    private static void Write(CommandContext context, Statement statement, string format)
    {
        switch (format)
        {
            case "json":
                StatementJson.Write(context.Out, statement);
                break;
            case "csv":
                StatementCsv.Write(context, statement);
                break;
            case "html":
                StatementHtml.Write(context.Out, statement);
                break;
            default:
                StatementTable.Write(context, statement);
                return;
        }
        foreach (var model in statement.Unpriced) context.Note($"Incomplete: no price is known for '{model.Model}'; its usage is not in the total.");
    }
}
