using System.CommandLine;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Terminal;

namespace Accounting.BatchClient.Spend;

/// <summary><c>accounting spend</c>: what was spent, by whom and on what.</summary>
internal static class SpendCommand
{
    public static Command Create(CommandContext context)
    {
        var ledger = SharedOptions.Ledger();
        var command = new DocumentedCommand("spend", "Show what was spent, by tenant, model and time.")
        {
            Examples = ["accounting spend", "accounting spend --tenant acme --since 2026-10-01 --until 2026-11-01 --group-by model,day"],
        };
        command.Add(ledger);
        command.SetAction(parse =>
        {
            using var accounting = context.Ledgers.OpenToRead(context.Settings.Text(parse, ledger), context);
            return ExitCodes.Done;
        });
        return command;
    }
}
