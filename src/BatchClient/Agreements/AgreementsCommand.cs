using System.CommandLine;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Terminal;

namespace Accounting.BatchClient.Agreements;

/// <summary><c>accounting agreements</c>: discounts, margins and prices of single tenants.</summary>
internal static class AgreementsCommand
{
    public static Command Create(CommandContext context) => new DocumentedCommand("agreements", "Discounts, margins and prices that hold for a tenant.")
    {
        SetCommand.Create(context),
        EndCommand.Create(context),
        ListCommand.Create(context),
    };
}
