using System.CommandLine;
using Accounting.BatchClient.Billing;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Terminal;
using Accounting.LogReading.Inputs;

namespace Accounting.BatchClient.Demo;

/// <summary><c>accounting demo</c>: bills the sample logs into a ledger that is thrown away, and shows what a user would see.</summary>
internal static class DemoCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new DocumentedCommand("demo", "Bill the sample logs that come with the program into a temporary ledger, and show the result.")
        {
            Examples = ["accounting demo"],
        };
        command.SetAction((_, cancellationToken) => RunAsync(context, cancellationToken));
        return command;
    }

    private static readonly string[][] Questions =
        [["spend", "--group-by", "tenant"], ["spend", "--group-by", "tenant,model", "--top", "10"], ["runs", "list"], ["verify"]];

    /// <summary>The logs are copied beside the program when it is built.</summary>
    private static string Samples => Path.Combine(AppContext.BaseDirectory, "samples");

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(Samples)) throw new UserException($"The sample logs are not where the program is ({Samples}). Build it anew from a checkout: ./accounting demo");
        using var scratch = new ScratchLedger();
        var request = new BillRequest { Inputs = [Samples], Ledger = scratch.File };
        Say(context, "accounting bill samples/");
        var summary = new BillService(context).Bill(request, InputDiscovery.Find(request.Inputs).Inputs, cancellationToken);
        BillReport.Write(summary, request, context);
        foreach (var question in Questions)
            await AskAsync(question, scratch.File, context, cancellationToken);
        context.Out.WriteLine("The temporary ledger is gone now. To keep one: accounting bill YOUR-LOGS --ledger accounting.db");
        return ExitCodes.Done;
    }

    private static async Task AskAsync(string[] question, string ledger, CommandContext context, CancellationToken cancellationToken)
    {
        Say(context, "accounting " + string.Join(' ', question));
        await CommandRunner.RunAsync([.. question, "--ledger", ledger], context, cancellationToken);
    }

    private static void Say(CommandContext context, string command) => context.Out.WriteLine($"\n$ {command}\n");
}
