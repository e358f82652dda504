using Accounting.Core.Ledger;
using Accounting.Storage.Ids;
using Accounting.TestKit;

namespace Accounting.Storage.Tests.Support;

/// <summary>A ledger in a folder of its own, removed with it.</summary>
internal sealed class TestLedger : IDisposable
{
    /// <summary>Buckets of two ids, ranges of two buckets, merges of two segments: an ordinary test crosses every boundary of the id index.</summary>
    public static readonly IdIndexShape Shape = new(2, 2, 2);

    private readonly TemporaryFolder _folder = new();

    public TestLedger() => Accounting = Open(LedgerAccess.Create);

    public string Path => _folder["accounting.db"];

    public ManualTime Time { get; } = new();

    public SqliteAccounting Accounting { get; private set; }

    public SqliteAccounting Open(LedgerAccess access) => SqliteAccounting.Open(Path, access, Time, Shape);

    /// <summary>What a killed process leaves: nothing is finished, nothing is flushed, the next one opens the file.</summary>
    public void Reopen()
    {
        Accounting.Dispose();
        Accounting = Open(LedgerAccess.ReadWrite);
    }

    public RunRecord Start(string command, params TestInput[] inputs) => Accounting.StartOrResume(Plans.Of(command, inputs));

    /// <summary>Bills inputs to the end, each in chunks of <paramref name="chunkCalls"/> calls; answers the run's name.</summary>
    public string Bill(string command, int chunkCalls, params TestInput[] inputs)
    {
        var run = Start(command, inputs);
        foreach (var input in run.Inputs.Where(input => !input.Skipped && !input.Done))
            PostFrom(run.Run, input, inputs[input.Ordinal], chunkCalls);
        Accounting.Finish(run.Run);
        return run.Run;
    }

    public void PostFrom(string run, RunInputRecord record, TestInput input, int chunkCalls, int chunksMax = int.MaxValue)
    {
        foreach (var chunk in Chunks.Of(record.Ordinal, input, chunkCalls, record.Next).Take(chunksMax))
            Accounting.PostChunk(run, chunk, TestPrices.Standard);
    }

    public RunRecord Run(string name) => Accounting.Runs().Single(run => run.Run == name);

    /// <summary>Changes the file behind the ledger's back.</summary>
    public void Corrupt(params string[] statements)
    {
        foreach (var statement in statements) Accounting.WriterConnection!.Execute(statement);
    }

    public void Dispose()
    {
        Accounting.Dispose();
        _folder.Dispose();
    }
}
