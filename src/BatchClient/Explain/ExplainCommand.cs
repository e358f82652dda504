using System.CommandLine;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Spend;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Ledger;
using Accounting.Core.Pricing.Versions;
using Accounting.Core.Statements;

namespace Accounting.BatchClient.Explain;

/// <summary><c>accounting explain --tenant T --model M</c>: every entry behind an amount, with the prices that gave it.</summary>
internal static class ExplainCommand
{
    private const string Notes =
        """
        Each entry is one posting's sum of calls that are priced alike: its quantities and unit prices, adjustments with the versions of the
        cost map that they are from and to, what was taken back. The prices follow, each with the field and the row of the cost map that it
        comes from, since when it holds and is known, and its source and reason. The total is that of 'accounting spend' for the same question.
        The window is half-open and UTC. Calls without a time are outside of any window.
        Exit codes: 0 answered; 1 no such ledger, tenant or model; 2 wrong usage; 3 answered, but some usage has no price.
        """;

    public static Command Create(CommandContext context)
    {
        var tenant = new Option<string>("--tenant", "-t") { Description = "Whose amount.", HelpName = "NAME", Required = true };
        var model = new Option<string[]>("--model", "-m") { Description = "Only this model. Repeat for several.", HelpName = "NAME" };
        var since = new Option<string?>("--since") { Description = "From this date or time on, UTC.", HelpName = "TIME" };
        var until = new Option<string?>("--until") { Description = "Before this date or time, UTC.", HelpName = "TIME" };
        var postedBefore = new Option<string?>("--posted-before") { Description = "The ledger as it stood then.", HelpName = "TIME" };
        var (ledger, format, json) = (new LedgerOptions(), SharedOptions.Format("table, json"), SharedOptions.Json());
        var command = new DocumentedCommand("explain", "Show every entry behind an amount, and the prices that gave it.")
        {
            Notes = Notes,
            Examples =
            [
                "accounting explain --tenant acme --model gpt-4o-2024-08-06 --since 2026-10-01 --until 2026-10-02",
                "accounting explain --tenant acme --since 2026-10-01 --until 2026-11-01 --json > october.json",
            ],
        };
        foreach (var option in (Option[])[tenant, model, since, until, postedBefore, .. ledger.All, format, json]) command.Add(option);
        command.SetAction((parse, cancellationToken) =>
        {
            var asJson = SharedOptions.FormatOf(parse, format, json, context.Settings, "table", "json") == "json";
            var window = TimeWindow.Parse(parse.GetValue(since), parse.GetValue(until));
            var filter = new SpendFilter
            {
                Tenants = [parse.GetRequiredValue(tenant)],
                Models = parse.GetValue(model) ?? [],
                Since = window.Since,
                Until = window.Until,
                PostedBefore = parse.GetValue(postedBefore) is { } time ? Instants.Parse("--posted-before", time) : null,
            };
            using var accounting = context.Ledgers.OpenToRead(ledger.NameOf(parse, context.Settings), context);
            var explainer = new EntryExplainer(new HeldCostMaps(new CostMapVersions(accounting).Find));
            var entries = accounting.Entries(new() { Of = filter }).Select(entry =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                return explainer.Explain(entry);
            });
            var sum = asJson ? ExplainJson.Write(context.Out, filter, entries) : ExplainText.Write(context.Out, window, entries);
            if (sum.Entries == 0) new NamesSeen().Check(filter, accounting, context);
            return Task.FromResult(sum.UnpricedCalls != 0 ? ExitCodes.Incomplete : ExitCodes.Done);
        });
        return command;
    }
}
