using Accounting.Core.Ledger;

namespace Accounting.Storage.Tests.Support;

/// <summary>A ledger of one test's own, removed with it.</summary>
internal abstract class TestLedger : IDisposable
{
    public ManualTime Time { get; } = new();

    public abstract IAccounting Accounting { get; }

    /// <summary>What a killed process leaves: nothing is finished, nothing is flushed, the next one opens the ledger.</summary>
    public abstract void Reopen();

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

    /// <summary>Changes the ledger behind its back.</summary>
    public abstract void Corrupt(params string[] statements);

    public abstract void Dispose();
}
