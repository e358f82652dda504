using Accounting.Core.Ledger;

namespace Accounting.Grains.Interfaces.Runs;

/// <summary>
/// One command's run; its key is the plan's command key. Chunks are posted one group after the other, in plan order. Every call may be
/// repeated at any time, by another client too:
/// what was done before is answered as done.
/// </summary>
[Alias(Aliases.RunGrain)]
public interface IRunGrain : IGrainWithStringKey
{
    /// <summary>The command's unfinished run as it stands, else a new one (<see cref="IAccounting.StartOrResume"/>).</summary>
    /// <exception cref="LedgerException">The plan is of another command, or the ledger refuses.</exception>
    [Alias("start"), ResponseTimeout("00:02:00")]
    Task<StartAnswer> StartOrResume(RunPlan plan, CancellationToken cancellationToken = default);

    /// <summary>
    /// Posts chunks that follow each other in plan order. What identifies the request is the run and the places of its chunks.
    /// </summary>
    /// <exception cref="LedgerException">The run is unknown, finished or voided, a chunk is wrong, or the ledger cannot be reached. Nothing
    /// was advanced.</exception>
    [Alias("post"), ResponseTimeout("00:02:00")]
    Task<PostAnswer> Post(PostRequest request, CancellationToken cancellationToken = default);

    /// <summary>Marks the run finished; a finished one stays so.</summary>
    /// <exception cref="LedgerException">An input is not done, or the run is unknown or voided.</exception>
    [Alias("finish"), ResponseTimeout("00:01:00")]
    Task Finish(string run, CancellationToken cancellationToken = default);
}
