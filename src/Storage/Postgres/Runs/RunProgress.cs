using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Parts;
using Accounting.Storage.Posting;
using Accounting.Storage.Runs;

namespace Accounting.Storage.Postgres.Runs;

/// <summary>How some chunks that follow each other move a run on, given its open inputs. Pure.</summary>
internal sealed class RunProgress(OpenRun run, IReadOnlyList<OpenInput> open)
{
    private readonly List<InputStep> _steps = [];
    private readonly List<(int Step, string Uri)> _chunks = [];
    private readonly List<(int Input, QuarantinedRecord Record)> _quarantined = [];
    private int _current;
    private InputPosition? _at;

    public OpenRun Run => run;

    /// <summary>One per input that is moved on.</summary>
    public IReadOnlyList<InputStep> Steps => _steps;

    public IReadOnlyList<(int Input, QuarantinedRecord Record)> Quarantined => _quarantined;

    /// <summary>Takes a chunk that must be the next one.</summary>
    public void Move(ChunkPosting chunk)
    {
        if (_current == open.Count) throw LedgerRules.NoInputLeft(run.Name, chunk.InputOrdinal);
        LedgerRules.RequireNext(run.Name, Current, chunk);
        if (chunk.Start != Current.Next) throw NotNext(chunk.InputOrdinal, chunk.Start, chunk.Next);
        Move(chunk.Next, chunk.EndOfInput, chunk.InputSha256);
    }

    /// <summary>Takes a chunk that must be the next one, or was taken by an earlier attempt: false then.</summary>
    public bool TryMove(ChunkProgress chunk)
    {
        if (_current == open.Count || chunk.Input < Current.Ordinal) return false;
        var stored = Current;
        if (chunk.Input == stored.Ordinal && !chunk.EndOfInput && chunk.Next.Offset <= stored.Next.Offset) return false;
        if (chunk.Input != stored.Ordinal || chunk.Start != stored.Next || chunk.Next.Offset < stored.Next.Offset)
            throw NotNext(chunk.Input, chunk.Start, chunk.Next);
        Move(chunk.Next, chunk.EndOfInput, chunk.InputSha256);
        return true;
    }

    /// <summary>Says what became of the records of the chunk that was taken as number <paramref name="chunk"/>, from 0.</summary>
    public void Settle(int chunk, in RecordCounts counts, IReadOnlyList<QuarantinedRecord> quarantined)
    {
        var (place, uri) = _chunks[chunk];
        LedgerRules.RequireConserved(uri, counts);
        if (quarantined.Count != counts.Conflicting + counts.Rejected)
        {
            throw LedgerRules.Refused($"A chunk of {uri} has {counts.Conflicting} conflicting and {counts.Rejected} rejected records, "
                + $"but {quarantined.Count} of them were given for quarantine. Nothing of it was stored. This is a fault of the program: please report it.");
        }
        _steps[place] = _steps[place] with { Counts = _steps[place].Counts + counts };
        _quarantined.AddRange(quarantined.Select(record => (_steps[place].Input, record)));
    }

    private OpenInput Current => open[_current] with { Next = _at ?? open[_current].Next };

    private LedgerException NotNext(int input, InputPosition start, InputPosition next)
    {
        var stored = Current;
        return LedgerRules.Refused($"Run {run.Name} goes on with input {stored.Ordinal} ({stored.Uri}) at offset {stored.Next.Offset}, row {stored.Next.Row}; "
            + $"a chunk of input {input} from offset {start.Offset}, row {start.Row} to {next.Offset} was offered. Chunks follow each other in plan order: "
            + "go on from the stored position.");
    }

    private void Move(InputPosition next, bool end, string? sha256)
    {
        var current = Current;
        if (_at is null) _steps.Add(new(current.Ordinal, current.Next, next, end, sha256, default));
        else _steps[^1] = _steps[^1] with { Next = next, Done = end, Sha256 = sha256 };
        _chunks.Add((_steps.Count - 1, current.Uri));
        _at = end ? null : next;
        if (end) _current++;
    }
}

/// <summary>One input moved on, from where it must be stored to be.</summary>
internal sealed record InputStep(int Input, InputPosition From, InputPosition Next, bool Done, string? Sha256, RecordCounts Counts);
