using System.CommandLine;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Terminal;
using Accounting.LogReading.Inputs;

namespace Accounting.BatchClient.Billing;

/// <summary><c>accounting bill</c>: reads logs, counts, prices, posts.</summary>
internal static class BillCommand
{
    public static Command Create(CommandContext context)
    {
        var options = new BillOptions();
        var command = new DocumentedCommand("bill", "Read logs of LLM calls and post what each costs to the ledger, exactly once.")
        {
            Notes = """
                What an input is, is found by its content: JSON Lines, plain or compressed with gzip, zstd or brotli; CSV; Parquet. Run the same command again
                after an interruption and it goes on where it stopped. Inputs that have not changed since they were billed are skipped; calls that were billed are
                recognised wherever they stand.
                Exit code 3: done, but some records were rejected or some usage has no price; the answer and the quarantine file say which.
                """,
            Examples =
            [
                "accounting bill logs/",
                "accounting bill 'logs/2026-10-*.jsonl.gz' --ledger october.db --json",
                "accounting bill logs/ --tenant-from metadata.team --usage verify",
                "accounting bill logs/ --ledger postgres://billing@db.example/accounting",
                "accounting bill chats.parquet --columns messages=prompt --tenant acme --model gpt-4o",
                "zstdcat big.zst | accounting bill - --tenant acme",
                "accounting bill accounting.quarantine-RUN.jsonl",
            ],
        };
        options.AddTo(command);
        command.SetAction((parse, cancellationToken) => Task.FromResult(Run(options, parse, context, cancellationToken)));
        return command;
    }

    private static int Run(BillOptions options, ParseResult parse, CommandContext context, CancellationToken cancellationToken)
    {
        var asJson = options.AsJson(parse, context);
        var request = options.Read(parse, context);
        var inputs = FindInputs(request, context);
        RefuseToOverwrite(request, inputs);
        var summary = new BillService(context).Bill(request, inputs, cancellationToken);
        if (asJson) BillJson.Write(summary, context.Out);
        else BillReport.Write(summary, request, context);
        return summary.IsComplete ? ExitCodes.Done : ExitCodes.Incomplete;
    }

    // The quarantine file replaces what stands at its place.
    private static void RefuseToOverwrite(BillRequest request, IReadOnlyList<Input> inputs)
    {
        if (request.Quarantine is null) return;
        var file = RealPath.Of(request.Quarantine);
        var isLedger = !LedgerOpener.IsAddress(request.Ledger) && file == RealPath.Of(request.Ledger);
        var what = isLedger ? "the ledger" : inputs.Any(input => input.Path == file) ? "an input of this command" : null;
        if (what is not null)
            throw UserException.WrongUsage($"--quarantine {request.Quarantine} is {what}, which would be overwritten. Name another file, or leave the option out.");
    }

    private static IReadOnlyList<Input> FindInputs(BillRequest request, CommandContext context)
    {
        var found = InputDiscovery.Find(request.Inputs);
        foreach (var note in found.Notes) context.Note($"accounting: {note}");
        return found.Problems.Count == 0
            ? found.Inputs
            : throw UserException.WrongUsage(string.Join("\n", found.Problems.Select(problem => problem.Message)));
    }
}
