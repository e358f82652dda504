using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Parts;

namespace Accounting.Grains.Tests.Support;

/// <summary>The runs of a <see cref="FakePartLedger"/>. Its methods change all or nothing.</summary>
internal sealed class FakeRuns
{
    private readonly List<RunRecord> _runs = [];
    private readonly Dictionary<string, List<(int Input, QuarantinedRecord Record)>> _quarantine = [];

    public RunRecord[] All() => [.. Enumerable.Reverse(_runs)];

    public RunRecord? Find(string run) => _runs.Find(record => record.Run == run);

    public RunRecord StartOrResume(RunPlan plan)
    {
        if (_runs.Find(run => run.Plan.CommandKey == plan.CommandKey && run.State == RunState.Unfinished) is { } found) return found;
        var started = new RunRecord
        {
            Run = $"r-{_runs.Count}",
            State = RunState.Unfinished,
            StartedAt = DateTimeOffset.UnixEpoch,
            Plan = plan,
            Inputs = [.. plan.Inputs.Select((input, ordinal) => new RunInputRecord { Ordinal = ordinal, Input = input })],
        };
        _runs.Add(started);
        return started;
    }

    public RunRecord RequireOpen(string run) =>
        Find(run) is { State: RunState.Unfinished } found ? found : throw new LedgerException(LedgerFault.Refused, $"Run {run} is not open.");

    public void Advance(string name, IReadOnlyList<ChunkProgress> chunks)
    {
        var run = RequireOpen(name);
        var inputs = run.Inputs.ToArray();
        var quarantined = new List<(int, QuarantinedRecord)>();
        foreach (var chunk in chunks)
        {
            var current = Array.FindIndex(inputs, input => !input.Done && !input.Skipped);
            if (current < 0 || chunk.Input < current) continue;
            var input = inputs[current];
            if (chunk.Input == current && !chunk.EndOfInput && chunk.Next.Offset <= input.Next.Offset) continue;
            if (chunk.Input != current || chunk.Start != input.Next) throw new LedgerException(LedgerFault.Refused, $"Run {name} does not stand at {chunk.Start}.");
            if (!chunk.Counts.IsConserved || chunk.Quarantined.Count != chunk.Counts.Rejected + chunk.Counts.Conflicting)
                throw new LedgerException(LedgerFault.Refused, $"A chunk of run {name} does not add up.");
            inputs[current] = input with { Next = chunk.Next, Done = chunk.EndOfInput, Sha256 = chunk.InputSha256, Counts = input.Counts + chunk.Counts };
            quarantined.AddRange(chunk.Quarantined.Select(record => (current, record)));
        }
        Replace(run, run with { Inputs = inputs });
        if (!_quarantine.TryGetValue(name, out var records)) _quarantine[name] = records = [];
        records.AddRange(quarantined);
    }

    public void Finish(string name)
    {
        var run = RequireOpen(name);
        if (run.Inputs.Any(input => !input.Done && !input.Skipped)) throw new LedgerException(LedgerFault.Refused, $"Run {name} has open inputs.");
        Replace(run, run with { State = RunState.Finished, FinishedAt = DateTimeOffset.UnixEpoch });
    }

    public void Void(string name, string reason)
    {
        if (Find(name) is not { State: not RunState.Voided } run) throw new LedgerException(LedgerFault.Refused, $"Run {name} is unknown or voided.");
        Replace(run, run with { State = RunState.Voided, VoidReason = reason });
    }

    public (string Uri, QuarantinedRecord Record)[] Quarantine(string name) =>
        [.. _quarantine.GetValueOrDefault(name, []).Select(item => (Find(name)!.Plan.Inputs[item.Input].Uri, item.Record))];

    private void Replace(RunRecord run, RunRecord changed) => _runs[_runs.IndexOf(run)] = changed;
}
