using System.CommandLine;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Rendering;
using Accounting.BatchClient.Terminal;

namespace Accounting.BatchClient.Verify;

/// <summary><c>accounting verify</c>: checks the ledger against itself and gives its digest.</summary>
internal static class VerifyCommand
{
    public static Command Create(CommandContext context)
    {
        var (ledger, format, json) = (new LedgerOptions(), SharedOptions.Format("table, json"), SharedOptions.Json());
        var command = new DocumentedCommand("verify", "Check the ledger against itself, and print its digest.")
        {
            Notes = "Each amount is derived again from its quantities and the stored version of the cost map that it names, adjustments too. "
                + "Two ledgers of the same calls have the same digest, however they were billed. Exit codes: 0 all is well; 1 there are problems.",
            Examples = ["accounting verify", "accounting verify --json"],
        };
        ledger.AddTo(command);
        command.Add(format);
        command.Add(json);
        command.SetAction(parse =>
        {
            var asJson = SharedOptions.FormatOf(parse, format, json, context.Settings, "table", "json") == "json";
            using var accounting = context.Ledgers.OpenToRead(ledger.NameOf(parse, context.Settings), context);
            IReadOnlyList<string> problems = [.. accounting.Verify(), .. accounting.VerifyAmounts()];
            var digest = accounting.Digest();
            if (asJson) WriteJson(context.Out, digest, problems);
            else WriteText(context.Out, digest, problems);
            return problems.Count == 0 ? ExitCodes.Done : ExitCodes.Failed;
        });
        return command;
    }

    private static void WriteText(TextWriter output, string digest, IReadOnlyList<string> problems)
    {
        foreach (var problem in problems) output.WriteLine("Problem: " + SafeText.Of(problem));
        output.WriteLine(problems.Count == 0 ? "The ledger is sound." : $"The ledger has {Numbers.Count(problems.Count)} problem{(problems.Count == 1 ? "" : "s")}.");
        output.WriteLine($"Digest: {digest}");
    }

    private static void WriteJson(TextWriter output, string digest, IReadOnlyList<string> problems) => JsonLine.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("schema_version", 1);
        json.WriteString("ledger_digest", digest);
        json.WriteBoolean("sound", problems.Count == 0);
        json.WriteStartArray("problems");
        foreach (var problem in problems) json.WriteStringValue(problem);
        json.WriteEndArray();
        json.WriteEndObject();
    });
}
