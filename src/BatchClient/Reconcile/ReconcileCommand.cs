using System.CommandLine;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Spend;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Parts;
using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Versions;
using Accounting.Core.Reconciling;

namespace Accounting.BatchClient.Reconcile;

/// <summary><c>accounting reconcile --provider openai --file INVOICE</c>: the ledger against what a provider bills.</summary>
internal static class ReconcileCommand
{
    private const string Notes =
        """
        Reads the usage and cost exports of OpenAI and Anthropic, from their web pages (CSV) or their interfaces (JSON, pages in one file or
        one a line); usage and costs together where both are given. Other exports are described by --map: a JSON object that names fields,
        {"day", "model", "amount", "amount_unit": "usd" or "cents", "currency", "calls", "batch", "tokens": {"input_tokens", "cached_input_tokens",
        "cache_write_tokens", "output_tokens", "audio_input_tokens", "audio_output_tokens"}, "input_includes_cache", "rows"}.
        Names are resolved by the cost map: a name with a date meets the one without. Days are UTC. The difference is ours less theirs.
        Exit codes: 0 no difference but rounding; 1 a file cannot be read; 2 wrong usage; 3 there are differences.
        """;

    public static Command Create(CommandContext context)
    {
        var provider = new Option<string>("--provider", "-p") { Description = "Whose invoice: openai, anthropic, or another with --map.", HelpName = "NAME", Required = true };
        var file = new Option<string[]>("--file", "-f") { Description = "An export, CSV or JSON. Repeat for several.", HelpName = "FILE", Required = true };
        var map = new Option<string?>("--map") { Description = "A JSON file that names the fields of the export.", HelpName = "FILE" };
        var tenant = new Option<string[]>("--tenant", "-t") { Description = "Only these tenants' calls are on the invoice. Default: all.", HelpName = "NAME" };
        var since = new Option<string?>("--since") { Description = "From this date on (default: the export's first day).", HelpName = "DATE" };
        var until = new Option<string?>("--until") { Description = "Before this date (default: after the export's last day).", HelpName = "DATE" };
        var all = new Option<bool>("--all") { Description = "Show rows without a difference in a table, too." };
        var (ledger, format, json) = (new LedgerOptions(), SharedOptions.Format("table, json, csv"), SharedOptions.Json());
        var command = new DocumentedCommand("reconcile", "Compare the ledger with a provider's invoice, by day and model.")
        {
            Notes = Notes,
            Examples =
            [
                "accounting reconcile --provider openai --file costs.csv --file completions_usage.csv",
                "accounting reconcile --provider anthropic --file cost_report.json --tenant acme --json",
                "accounting reconcile --provider mistral --file invoice.csv --map mistral.json",
            ],
        };
        foreach (var option in (Option[])[provider, file, map, tenant, since, until, all, .. ledger.All, format, json]) command.Add(option);
        command.SetAction((parse, cancellationToken) =>
        {
            var form = SharedOptions.FormatOf(parse, format, json, context.Settings, "table", "json", "csv");
            var whose = ProviderNames.Normalize(parse.GetRequiredValue(provider));
            var mappings = MappingsOf(whose, parse.GetValue(map), context);
            var window = TimeWindow.Parse(parse.GetValue(since), parse.GetValue(until));
            var files = parse.GetRequiredValue(file).Select(name => InvoiceReader.Read(name, mappings, context)).ToList();
            var invoice = files.SelectMany(read => read.Rows).Where(row => Includes(window, row.Day)).ToList();
            if (invoice.Count == 0) throw new UserException($"The export has nothing in the window {window}. Its days are UTC.");
            using var accounting = context.Ledgers.OpenToRead(ledger.NameOf(parse, context.Settings), context);
            var filter = FilterOf(parse.GetValue(tenant) ?? [], window, [.. files.SelectMany(read => read.Days)]);
            var answer = new ReconcileAnswer(whose, filter, Compare(accounting, whose, filter, invoice, context.Time.GetUtcNow(), cancellationToken));
            Write(context, answer, form, parse.GetValue(all));
            return Task.FromResult(answer.Result.Differing > 0 ? ExitCodes.Incomplete : ExitCodes.Done);
        });
        return command;
    }

    private static IReadOnlyList<ExportMapping> MappingsOf(string provider, string? map, CommandContext context) =>
        map is not null ? [MappingFile.Read(map, context)] : ExportMapping.Of(provider) ?? throw UserException.WrongUsage(
            $"--provider '{provider}' has no export that is known. Known are openai and anthropic; describe another with --map.");

    private static bool Includes(TimeWindow window, DateOnly day)
    {
        var start = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        return (window.Since is not { } since || start >= since) && (window.Until is not { } until || start < until);
    }

    private static SpendFilter FilterOf(IReadOnlyList<string> tenants, TimeWindow window, List<DateOnly> days) => new()
    {
        Tenants = tenants,
        Since = window.Since ?? new(days.Min().ToDateTime(TimeOnly.MinValue), TimeSpan.Zero),
        Until = window.Until ?? new(days.Max().AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero),
        WithUndated = true,
    };

    private static Reconciliation Compare(
        IAccounting ledger, string provider, SpendFilter filter, List<InvoiceRow> invoice, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var map = new CostMapVersions(ledger).Newest();
        var reconciler = new Reconciler(new(name => map.Resolve(name, provider).Model?.Model));
        foreach (var row in invoice) reconciler.Add(row);
        foreach (var line in ledger.Lines(filter))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (IsOf(provider, line.Key, map, now)) reconciler.Add(line);
        }
        return reconciler.Finish();
    }

    // Where the log does not say who served a call, the cost map does.
    private static bool IsOf(string provider, EntryKey key, CostMap map, DateTimeOffset now)
    {
        var own = key.Provider.Length > 0 ? key.Provider : map.OriginOf(key, now)?.Model.Provider ?? map.Resolve(SpendKey.Of(key).Model).Model?.Provider ?? "";
        return ProviderNames.Normalize(own) == provider;
    }

    private static void Write(CommandContext context, ReconcileAnswer answer, string format, bool all)
    {
        switch (format)
        {
            case "json":
                ReconcileJson.Write(context.Out, answer);
                break;
            case "csv":
                ReconcileCsv.Write(context, answer);
                break;
            default:
                ReconcileTable.Write(context, answer, all);
                break;
        }
    }
}

/// <summary>What was compared, and how it came out.</summary>
internal sealed record ReconcileAnswer(string Provider, SpendFilter Filter, Reconciliation Result);
