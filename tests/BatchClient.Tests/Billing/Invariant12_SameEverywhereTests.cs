using Accounting.BatchClient.Tests.Support;

namespace Accounting.BatchClient.Tests.Billing;

/// <summary>Neither workers nor chunk sizes nor the order of naming changes the ledger, also where copies of a call conflict.</summary>
public sealed class Invariant12_SameEverywhereTests : IDisposable
{
    private const int Calls = 1_000;

    private readonly CommandHarness _harness = new();

    public Invariant12_SameEverywhereTests()
    {
        PairLog.Write(Path.Combine(_harness.Folder, "a.jsonl"), 0, Calls);
        PairLog.Write(Path.Combine(_harness.Folder, "b.jsonl"), Calls, Calls);
        // The same ids as in the middle of a.jsonl, with other quantities: whichever stands first in the plan is billed.
        _harness.Write("c.jsonl", string.Concat(Enumerable.Range(Calls / 2, 50).Select(number => PairLog.Record(number, promptTokens: 5000) + "\n")));
    }

    [Fact]
    public void Bill_AnyWorkersChunksAndOrder_SameDigestAndCounts()
    {
        var expected = Bill("reference.db", "1", "4194304", "a.jsonl", "b.jsonl", "c.jsonl");
        Assert.Equal(50, expected.Counts["conflicting"]);
        Assert.Equal(2 * Calls, expected.Counts["accepted"]);
        foreach (var workers in new[] { "1", "2", "8" })
            foreach (var chunkBytes in new[] { "4096", "65536", "1048576", "16777216" })
                Assert.Equivalent(expected, Bill($"w{workers}-{chunkBytes}.db", workers, chunkBytes, "c.jsonl", "a.jsonl", "b.jsonl"));
    }

    [Fact]
    public void Bill_FilesOneByOne_SameDigestWhereNothingConflicts()
    {
        var together = Bill("together.db", "2", "65536", "a.jsonl", "b.jsonl");
        Bill("apart.db", "2", "65536", "b.jsonl");
        Assert.Equal(together.Digest, Bill("apart.db", "2", "65536", "a.jsonl").Digest);
    }

    private Outcome Bill(string ledger, string workers, string chunkBytes, params string[] files)
    {
        var result = _harness.Run([
            "bill", .. files.Select(file => Path.Combine(_harness.Folder, file)), "--ledger", ledger, "--workers", workers, "--chunk-bytes", chunkBytes, "--digest", "--json",
        ]);
        Assert.True(result.ExitCode == 3, result.Error);
        var answer = result.Json;
        var counts = new[] { "read", "accepted", "not_billable", "duplicate", "conflicting", "rejected" }.ToDictionary(name => name, name => answer.GetProperty(name).GetInt64());
        return new(answer.GetProperty("ledger_digest").GetString()!, answer.GetProperty("cost").GetString()!, counts);
    }

    public void Dispose() => _harness.Dispose();

    private sealed record Outcome(string Digest, string Cost, Dictionary<string, long> Counts);
}
