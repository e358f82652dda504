using System.CommandLine;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Rendering;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Ledger;

namespace Accounting.BatchClient.Runs;

/// <summary><c>accounting runs void RUN --reason …</c>: reverses a run by adjusting entries and frees its ids (invariant 13).</summary>
internal static class RunsVoidCommand
{
    private const int ReasonCharsMax = 1_000;

    public static Command Create(CommandContext context)
    {
        var name = new Argument<string>("RUN") { Description = "The run's name, or the beginning of it." };
        var reason = new Option<string>("--reason") { Description = "Why: kept with the run for ever.", HelpName = "TEXT", Required = true };
        var (ledger, json) = (new LedgerOptions(), SharedOptions.Json());
        var command = new DocumentedCommand("void", "Take a run back: adjusting entries reverse it, and its calls can be billed again.")
        {
            Notes = "Nothing is deleted: the run, its entries and the reversal stay readable.",
            Examples = ["accounting runs void r-20261001-3f2a --reason \"billed to the wrong tenant\""],
        };
        command.Add(name);
        command.Add(reason);
        ledger.AddTo(command);
        command.Add(json);
        command.SetAction(parse =>
        {
            var why = ReasonOf(parse.GetRequiredValue(reason));
            using var accounting = context.Ledgers.OpenToWrite(ledger.NameOf(parse, context.Settings), context);
            var run = RunFinder.Find(accounting.Runs(), parse.GetRequiredValue(name));
            if (run.State == RunState.Voided)
                throw new UserException(
                    $"Run {run.Run} was voided already{(run.VoidReason is { } before ? $" ({before})" : "")}. Nothing was changed.");
            var entries = accounting.VoidRun(run.Run, why);
            if (parse.GetValue(json)) WriteJson(context.Out, run.Run, why, entries);
            else context.Out.WriteLine(
                $"Run {SafeText.Of(run.Run)} is voided: {Numbers.Count(entries)} entries reversed, its calls can be billed again.");
            return ExitCodes.Done;
        });
        return command;
    }

    private static string ReasonOf(string reason) => reason.Trim() is { Length: > 0 and <= ReasonCharsMax } text
        ? text
        : throw UserException.WrongUsage(
            $"--reason is empty or longer than {ReasonCharsMax} characters. Say in a sentence why the run is taken back.");

    private static void WriteJson(TextWriter output, string run, string reason, long entries) => JsonLine.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("schema_version", 1);
        json.WriteString("run", run);
        json.WriteString("state", "voided");
        json.WriteString("void_reason", reason);
        json.WriteNumber("entries", entries);
        json.WriteEndObject();
    });
}
