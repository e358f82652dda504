using System.CommandLine;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Terminal;

namespace Accounting.BatchClient.Models;

/// <summary><c>accounting models</c>: the cost map.</summary>
internal static class ModelsCommand
{
    public static Command Create(CommandContext context) => new DocumentedCommand("models", "List, show, register and import models and their prices.")
    {
        ListCommand.Create(context),
        ShowCommand.Create(context),
        RegisterCommand.Create(context),
        ImportCommand.Create(context),
        ResolveCommand.Create(context),
    };
}
