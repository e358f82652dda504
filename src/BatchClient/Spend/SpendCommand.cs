using System.CommandLine;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Ledger;

namespace Accounting.BatchClient.Spend;

/// <summary><c>accounting spend</c>: what was spent, by whom and on what.</summary>
internal static class SpendCommand
{
    private const string Notes =
        """
        Fields to group by: tenant, model, requested_model, response_model, provider, call_type, hour, day, week, month, year,
        service_tier, batch, speed, region, residency, image_size, image_quality, source; or none for the total alone.
        The window is half-open and UTC: --since 2026-10-01 --until 2026-11-01 is October. Calls without a time are outside of any window.
        Exit codes: 0 answered; 1 no such ledger, tenant or model; 2 wrong usage; 3 answered, but some usage has no price.
        """;

    public static Command Create(CommandContext context)
    {
        var options = new SpendOptions();
        var command = new DocumentedCommand("spend", "Show what was spent, by tenant, model and time.")
        {
            Notes = Notes,
            Examples =
            [
                "accounting spend",
                "accounting spend --tenant acme --since 2026-10-01 --until 2026-11-01 --group-by model,day",
                "accounting spend --group-by tenant --top 10 --json",
                "accounting spend --group-by month --timezone Europe/Berlin --format csv > months.csv",
            ],
        };
        foreach (var option in options.All) command.Add(option);
        command.SetAction((parse, cancellationToken) => Task.FromResult(Run(options, parse, context, cancellationToken)));
        return command;
    }

    private static int Run(SpendOptions options, ParseResult parse, CommandContext context, CancellationToken cancellationToken)
    {
        var format = SharedOptions.FormatOf(parse, options.Format, options.Json, context.Settings, "table", "json", "jsonl", "csv");
        var query = options.QueryOf(parse, context.Settings);
        using var ledger = context.Ledgers.OpenToRead(options.Ledger.NameOf(parse, context.Settings), context);
        var seen = new NamesSeen();
        var report = SpendReport.Of(query, seen.Watch(ledger.Lines(query.Filter), query.Window, cancellationToken));
        seen.Check(query.Filter, ledger, context);
        Write(context, report, format, parse.GetValue(options.Exact), ledger);
        return report.Incomplete.HasUnpriced ? ExitCodes.Incomplete : ExitCodes.Done;
    }

    private static void Write(CommandContext context, SpendReport report, string format, bool exact, IAccounting ledger)
    {
        switch (format)
        {
            case "json":
                SpendJson.Write(context.Out, report, ledger.LoadNewestPriceMap() is { } map ? (map.Version, map.Digest) : null);
                break;
            case "jsonl":
                SpendJson.WriteLines(context.Out, report);
                break;
            case "csv":
                SpendCsv.Write(context, report);
                break;
            default:
                SpendTable.Write(context, report, exact);
                return;
        }
        foreach (var sentence in report.Incomplete.Sentences()) context.Note("Incomplete: " + sentence);
    }
}
