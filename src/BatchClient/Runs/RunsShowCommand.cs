using System.CommandLine;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Rendering;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Ledger;

namespace Accounting.BatchClient.Runs;

/// <summary><c>accounting runs show RUN</c>: inputs, counts and cost of one run.</summary>
internal static class RunsShowCommand
{
    public static Command Create(CommandContext context)
    {
        var name = new Argument<string>("RUN") { Description = "The run's name, or the beginning of it." };
        var (ledger, format, json) = (new LedgerOptions(), SharedOptions.Format("table, json"), SharedOptions.Json());
        var command = new DocumentedCommand("show", "One run: its inputs, what became of their records, what it cost.")
        {
            Examples = ["accounting runs show r-20261001-3f2a", "accounting runs show r-20261001-3f2a --json"],
        };
        command.Add(name);
        ledger.AddTo(command);
        command.Add(format);
        command.Add(json);
        command.SetAction(parse =>
        {
            var asJson = SharedOptions.FormatOf(parse, format, json, context.Settings, "table", "json") == "json";
            using var accounting = context.Ledgers.OpenToRead(ledger.NameOf(parse, context.Settings), context);
            var run = RunFinder.Find(accounting.Runs(), parse.GetRequiredValue(name));
            var (sum, incomplete) = (new Tally(), new Incomplete());
            foreach (var line in accounting.Lines(new() { Run = run.Run }))
            {
                sum.Add(line);
                incomplete.Add(line);
            }
            if (asJson) RunJson.WriteRun(context.Out, run, sum, incomplete);
            else WriteText(context, run, sum, incomplete);
            return ExitCodes.Done;
        });
        return command;
    }

    private static void WriteText(CommandContext context, RunRecord run, Tally sum, Incomplete incomplete)
    {
        var output = context.Out;
        output.WriteLine(
            $"Run {SafeText.Of(run.Run)}, {RunJson.StateOf(run)}{(run.VoidReason is { } reason ? $" ({SafeText.Of(reason)})" : "")}");
        output.WriteLine($"Started {RunJson.Time(run.StartedAt)} UTC{(run.FinishedAt is { } finished ? $", finished {RunJson.Time(finished)} UTC" : "")}");
        output.WriteLine($"Command: {SafeText.Of(run.Plan.Command)}");
        output.WriteLine($"Cost map: {SafeText.Of(run.Plan.PriceVersion)} ({SafeText.Of(run.Plan.PriceDigest)})");
        InputTable.Write(context, run);
        output.WriteLine(sum.Cost is { } cost ? $"Cost: {cost} USD, exact, for {Numbers.Count(sum.Calls)} calls." : "Cost: nothing is priced.");
        foreach (var sentence in incomplete.Sentences()) output.WriteLine("Incomplete: " + SafeText.Of(sentence));
    }
}
