using Accounting.BatchClient.Tests.Billing;
using Accounting.BatchClient.Tests.Support;

namespace Accounting.BatchClient.Tests.Cluster;

/// <summary>Invariant 12 over a cluster: the same inputs give the same ledger as here.</summary>
public sealed class ClusterBillTests : IDisposable
{
    private const int Calls = 1_000;

    private readonly CommandHarness _harness = new();

    public ClusterBillTests()
    {
        PairLog.Write(Path.Combine(_harness.Folder, "a.jsonl"), 0, Calls);
        PairLog.Write(Path.Combine(_harness.Folder, "b.jsonl"), Calls, Calls);
        // The same ids as in the middle of a.jsonl, with other quantities: whichever stands first in the plan is billed.
        _harness.Write("c.jsonl", string.Concat(Enumerable.Range(Calls / 2, 50).Select(number => PairLog.Record(number, promptTokens: 5000) + "\n")));
    }

    [Theory]
    [InlineData("1", "4096")]
    [InlineData("4", "65536")]
    [InlineData("16", "4194304")]
    public async Task Invariant12_BillByACluster_SameAnswerAsHere(string workers, string chunkBytes)
    {
        await using var silo = new TestSilo(Path.Combine(_harness.Folder, "cluster.db"));
        await silo.StartAsync(TestContext.Current.CancellationToken);
        var here = await Bill("--ledger", "here.db");
        var there = await Bill("--cluster", silo.Address, "--workers", workers, "--chunk-bytes", chunkBytes);
        Assert.Equal(here, there);
    }

    private async Task<string> Bill(params string[] options)
    {
        var result = await _harness.RunApartAsync(["bill", _harness.Folder, "--digest", "--json", .. options]);
        Assert.True(result.ExitCode == 3, result.Error);
        return ClusterAnswers.WithoutChance(result.Out);
    }

    public void Dispose() => _harness.Dispose();
}
