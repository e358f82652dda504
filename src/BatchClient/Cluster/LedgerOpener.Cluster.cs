using System.Security.Cryptography;
using Accounting.BatchClient.Cluster;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Ledger;

namespace Accounting.BatchClient.CommandLine;

internal partial class LedgerOpener
{
    static partial void Connect(string gateways, CommandContext context, ref IAccounting? ledger)
    {
        var connection = ClusterConnection.Open(ClusterAddress.Parse(gateways), ClusterNames.Of(context.Settings), ClusterConnection.ConnectTimeout, context.Interrupted);
        var random = new Random(RandomNumberGenerator.GetInt32(int.MaxValue));
        void Note(string text) => context.Note("accounting: " + text);
        ledger = new ClusterAccounting(connection.Grains, new ClusterCalls(new(), connection.Gateways, context.Time, random, Note, context.Interrupted), Note, connection);
    }
}
