using System.CommandLine;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Terminal;

namespace Accounting.BatchClient.Runs;

/// <summary><c>accounting runs</c>: what was billed when, and taking it back.</summary>
internal static class RunsCommand
{
    public static Command Create(CommandContext context) => new DocumentedCommand("runs", "List the runs of 'bill', show one, take one back, or find days without one.")
    {
        RunsListCommand.Create(context),
        RunsShowCommand.Create(context),
        RunsVoidCommand.Create(context),
        RunsGapsCommand.Create(context),
    };
}
