using System.CommandLine;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Rendering;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Ledger;

namespace Accounting.BatchClient.Runs;

/// <summary><c>accounting runs list</c>, newest first.</summary>
internal static class RunsListCommand
{
    public static Command Create(CommandContext context)
    {
        var (ledger, format, json) = (new LedgerOptions(), SharedOptions.Format("table, json"), SharedOptions.Json());
        var command = new DocumentedCommand("list", "All runs, newest first.")
        {
            Examples = ["accounting runs list", "accounting runs list --json"],
        };
        ledger.AddTo(command);
        command.Add(format);
        command.Add(json);
        command.SetAction(parse =>
        {
            var asJson = SharedOptions.FormatOf(parse, format, json, context.Settings, "table", "json") == "json";
            using var accounting = context.Ledgers.OpenToRead(ledger.NameOf(parse, context.Settings), context);
            var runs = accounting.Runs();
            if (asJson) RunJson.WriteList(context.Out, runs);
            else WriteTable(context, runs);
            return ExitCodes.Done;
        });
        return command;
    }

    private static void WriteTable(CommandContext context, IReadOnlyList<RunRecord> runs)
    {
        if (runs.Count == 0)
        {
            context.Note("The ledger has no runs yet. Bill logs with 'accounting bill INPUT'.");
            return;
        }
        var table = new TextTable("run", "state", "started (UTC)", "#inputs", "#read", "#accepted", "#duplicate", "#conflicting", "#rejected", "command");
        foreach (var run in runs)
        {
            var counts = RunJson.TotalOf(run);
            table.Add(
                run.Run, RunJson.StateOf(run), RunJson.Time(run.StartedAt), Numbers.Count(run.Inputs.Count), Numbers.Count(counts.Read),
                Numbers.Count(counts.Accepted), Numbers.Count(counts.Duplicate), Numbers.Count(counts.Conflicting), Numbers.Count(counts.Rejected), run.Plan.Command);
        }
        table.Write(context);
    }
}
