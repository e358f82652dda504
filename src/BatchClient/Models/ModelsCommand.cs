using System.CommandLine;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Terminal;

namespace Accounting.BatchClient.Models;

/// <summary><c>accounting models</c>: the cost map.</summary>
internal static class ModelsCommand
{
    public static Command Create(CommandContext context) => new DocumentedCommand(
        "models", "Models and their prices: list, show, register, correct, retire, import, and what was believed when.")
    {
        ListCommand.Create(context),
        ShowCommand.Create(context),
        RegisterCommand.Create(context),
        RetireCommand.Create(context),
        ImportCommand.Create(context),
        UpdateCommand.Create(context),
        HistoryCommand.Create(context),
        VersionsCommand.Create(context),
        DiffCommand.Create(context),
        ResolveCommand.Create(context),
    };
}
