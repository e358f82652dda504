using Accounting.BatchClient.Tests.Support;

namespace Accounting.BatchClient.Tests.CommandLine;

/// <summary>Which ledger a command works on, where a cluster can be named too.</summary>
public sealed class LedgerOptionsTests : IDisposable
{
    private readonly CommandHarness _harness = new();

    [Theory]
    [InlineData("spend")]
    [InlineData("verify")]
    [InlineData("runs list")]
    [InlineData("models list")]
    [InlineData("cost --model gpt-4o --input-tokens 1")]
    public void LedgerAndCluster_BothTyped_AreRefused(string command)
    {
        var result = _harness.Run([.. command.Split(' '), "--ledger", "a.db", "--cluster", "localhost:30000"]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("contradict each other: a cluster has a ledger of its own. Give one of them.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void LedgerAndCluster_BothSet_AreRefused()
    {
        _harness.Environment["ACCOUNTING_LEDGER"] = "a.db";
        _harness.Environment["ACCOUNTING_CLUSTER"] = "localhost:30000";
        Assert.Equal(2, _harness.Run("verify").ExitCode);
    }

    [Fact]
    public void Ledger_TypedWhereAClusterIsSet_GoesBeforeIt()
    {
        _harness.Environment["ACCOUNTING_CLUSTER"] = "localhost:30000";
        _harness.Write("a.jsonl", "{}\n");
        Assert.Equal(3, _harness.Run("bill", Path.Combine(_harness.Folder, "a.jsonl"), "--ledger", "a.db").ExitCode);
        _harness.Run("verify", "--ledger", "a.db").AssertDone();
    }

    [Fact]
    public void DryRun_ByACluster_IsRefusedWithWhatToDo()
    {
        _harness.Write("a.jsonl", "{}\n");
        var result = _harness.Run("bill", Path.Combine(_harness.Folder, "a.jsonl"), "--cluster", "localhost:30000", "--dry-run");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--dry-run cannot be done by a cluster: what its silos post is posted. Leave --cluster out", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Cluster_WrongAddressOrNoOrleans_IsRefusedAsWrongUsage()
    {
        var result = _harness.Run("verify", "--cluster", "silo:70000");
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("accounting: --cluster: ", result.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _harness.Dispose();
}
