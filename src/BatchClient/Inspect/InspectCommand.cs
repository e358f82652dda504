using System.CommandLine;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Pricing;
using Accounting.LogReading.Calls;
using Accounting.LogReading.Inputs;

namespace Accounting.BatchClient.Inspect;

/// <summary><c>accounting inspect</c>: what a log was taken for and why, and its first calls as they would be billed. Without a ledger,
/// and without storing anything.</summary>
internal static class InspectCommand
{
    public static Command Create(CommandContext context)
    {
        var options = new InspectOptions();
        var command = new DocumentedCommand("inspect", "Show what a log was taken for, and its first calls as they would be billed, priced from the shipped cost map.")
        {
            Notes = """
                Reads the beginning of each input as 'bill' would, and stores nothing. Options that decide how records are read are those of 'bill':
                try a --map or a --tenant-from here first.
                Exit code 3: some of the records that were read would be rejected, or have no price.
                """,
            Examples =
            [
                "accounting inspect logs/app.jsonl",
                "accounting inspect usage.csv --tenant acme --model gpt-4o",
                "accounting inspect own.jsonl --map own-map.json --calls 20",
                "accounting inspect logs/ --json",
            ],
        };
        options.AddTo(command);
        command.SetAction((parse, cancellationToken) => Task.FromResult(Run(options, parse, context, cancellationToken)));
        return command;
    }

    private static int Run(InspectOptions options, ParseResult parse, CommandContext context, CancellationToken cancellationToken)
    {
        var asJson = options.AsJson(parse, context);
        var found = InputDiscovery.Find(options.Inputs(parse, context));
        foreach (var note in found.Notes) context.Note($"accounting: {note}");
        if (found.Problems.Count > 0) throw UserException.WrongUsage(string.Join("\n", found.Problems.Select(problem => problem.Message)));
        var prices = ShippedPrices.Map;
        var inspector = new Inspector(options.Reading(parse, context), CountLimits.None, prices, options.Calls(parse, context), context.Time.GetUtcNow());
        var inputs = found.Inputs.Select(input => inspector.Inspect(input, cancellationToken)).ToList();
        if (asJson) InspectJson.Write(inputs, prices, context.Out);
        else foreach (var input in inputs) InspectTable.Write(input, context);
        return inputs.TrueForAll(input => input.Rejected == 0 && input.Calls.TrueForAll(call => call.Cost is not null)) ? ExitCodes.Done : ExitCodes.Incomplete;
    }
}
