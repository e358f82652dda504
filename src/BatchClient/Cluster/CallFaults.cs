using System.Net.Sockets;
using Accounting.Core.Ledger;
using Orleans.Runtime;

namespace Accounting.BatchClient.Cluster;

/// <summary>What an exception of a grain call means for repeating it.</summary>
internal static class CallFaults
{
    public static CallOutcome OutcomeOf(Exception exception) => exception switch
    {
        LedgerException { Fault: LedgerFault.Unavailable } => CallOutcome.Unknown,
        LedgerException => CallOutcome.Refused,
        // A refusal of the runtime itself, before the call began.
        GatewayTooBusyException or LimitExceededException => CallOutcome.Busy,
        TimeoutException or IOException or SocketException => CallOutcome.Unknown,
        // A silo that stops or is gone, one that does not know yet that another one is, or none that has the grain yet.
        OrleansException => CallOutcome.Unknown,
        // Before the first silo has told the client what it hosts.
        ArgumentException { Message: var message } when message.StartsWith("Could not find an implementation", StringComparison.Ordinal) => CallOutcome.Unknown,
        // Not the user's: a silo or a connection that ends cancels what it has under way.
        OperationCanceledException or ObjectDisposedException => CallOutcome.Unknown,
        _ => CallOutcome.Refused,
    };
}
