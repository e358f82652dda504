using System.CommandLine;

namespace Accounting.BatchClient.CommandLine;

/// <summary>Where the ledger is that a command works on: <c>--ledger</c> or <c>--cluster</c>, and their settings.</summary>
internal sealed class LedgerOptions
{
    private readonly Option<string?> _ledger = SharedOptions.Ledger();

    private readonly Option<string?> _cluster = new("--cluster")
    {
        Description = "The ledger of a cluster: the gateway of a silo, or several with commas (setting: ACCOUNTING_CLUSTER).", HelpName = "HOST:PORT",
    };

    public IReadOnlyList<Option> All => [_ledger, _cluster];

    public void AddTo(Command command)
    {
        foreach (var option in All) command.Add(option);
    }

    /// <summary>The ledger's name as <see cref="LedgerOpener"/> takes it; null: the default file. What is typed goes before what is set.</summary>
    /// <exception cref="UserException">Both are given.</exception>
    public string? NameOf(ParseResult parse, Settings settings)
    {
        var (ledger, cluster) = (Typed(parse, _ledger), Typed(parse, _cluster));
        if (ledger is null && cluster is null) (ledger, cluster) = (settings.Text(parse, _ledger), settings.Text(parse, _cluster));
        if (ledger is not null && cluster is not null)
            throw UserException.WrongUsage(
                $"--ledger {ledger} and --cluster {cluster} (or their settings ACCOUNTING_LEDGER and ACCOUNTING_CLUSTER) "
                + "contradict each other: a cluster has a ledger of its own. Give one of them.");
        return cluster is null ? ledger : LedgerOpener.ClusterScheme + cluster;
    }

    private static string? Typed(ParseResult parse, Option<string?> option) => parse.GetResult(option) is { Implicit: false } ? parse.GetValue(option) : null;
}
