using Accounting.Core.Ledger;
using Accounting.Grains.Interfaces.Calls;
using Accounting.Grains.Interfaces.Runs;

namespace Accounting.Grains.Tests.Support;

/// <summary>
/// Bills a log as a client of the cluster does: in groups, sending bytes where they are asked for, and repeating what failed.
/// </summary>
internal sealed class RunClient(IGrainFactory grains, TestLog log, int callsOfAChunk, int chunksOfAGroup)
{
    private const int AttemptsMax = 500;
    private bool _wantsBytes;

    private IRunGrain Grain => grains.GetGrain<IRunGrain>(log.Command);

    /// <summary>How often a call failed, or was put off, and was repeated.</summary>
    public int Repeats { get; private set; }

    /// <summary>Runs before each posting.</summary>
    public Func<Task> BeforePost { get; set; } = static () => Task.CompletedTask;

    public async Task<RunRecord> Bill()
    {
        while (true)
        {
            var run = await Start();
            if (await PostRest(run)) break;
        }
        var finished = await Start();
        await Repeat(async () =>
        {
            await Grain.Finish(finished.Run);
            return true;
        });
        return finished;
    }

    public async Task<RunRecord> Start()
    {
        var answer = await Repeat(() => Grain.StartOrResume(log.Plan));
        _wantsBytes = answer.WantsBytes;
        return answer.Run;
    }

    /// <summary>One group, as often as it takes. False where the run stands elsewhere.</summary>
    public async Task<bool> Post(string run, IReadOnlyList<ChunkPosting> chunks)
    {
        var withBytes = Enumerable.Repeat(_wantsBytes, chunks.Count).ToArray();
        for (var attempt = 0; attempt < AttemptsMax; attempt++)
        {
            await BeforePost();
            var answer = await Repeat(() => Grain.Post(new(run, [.. chunks.Select((chunk, index) => ChunkMessage.From(chunk, withBytes[index]))])));
            switch (answer.Outcome)
            {
                case PostOutcome.Posted: return true;
                case PostOutcome.Elsewhere: return false;
                case PostOutcome.NeedsBytes: Assert.All(answer.Needed, index => Assert.False(withBytes[index])); break;
                default: Repeats++; await Task.Delay(answer.Pause); break;
            }
            foreach (var index in answer.Needed) withBytes[index] = true;
        }
        throw new TimeoutException("A group was not posted.");
    }

    private async Task<bool> PostRest(RunRecord run)
    {
        foreach (var group in log.Rest(run, callsOfAChunk).Chunk(chunksOfAGroup))
            if (!await Post(run.Run, group)) return false;
        return true;
    }

    private async Task<T> Repeat<T>(Func<Task<T>> call)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await call();
            }
            catch (Exception exception) when (attempt < AttemptsMax && IsTransient(exception))
            {
                Repeats++;
                await Task.Delay(5);
            }
        }
    }

    private static bool IsTransient(Exception exception) => exception is LedgerException { Fault: LedgerFault.Unavailable } or TimeoutException or OrleansException;
}
