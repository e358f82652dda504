using System.Runtime.InteropServices;
using Accounting.Core.Ledger;
using Accounting.Storage.Sqlite;

namespace Accounting.Storage.Ids;

/// <summary>
/// Which calls have been posted, for ever (invariant 2), in 2 bytes of memory an id (docs/LEDGER.md). All changes are part of the caller's transaction; where it is rolled back,
/// the caller calls <see cref="Forget"/>. Not thread-safe.
/// </summary>
internal sealed class IdIndex(Database database, IdIndexShape shape)
{
    // Twice the speed of posting: a merge of Fanout segments ends when half as many new ones have come.
    private const int MergedIdsPerPostedId = 2;

    private readonly IdSegmentTable _table = new(database);
    private readonly List<StoredId> _buffer = [];
    private readonly List<IdMerge> _merges = [];
    private readonly HashSet<int> _voided = [];
    private IdRangeWriter? _writer;
    private List<IdSegment>? _segments;

    /// <summary>Ids in storage, those of voided runs that no merge has met yet included.</summary>
    public long StoredIds => Segments.Where(segment => segment.IsComplete).Sum(segment => segment.Ids);

    public int SegmentCount => Segments.Count;

    /// <summary>Whether a call was posted by a run that is not voided.</summary>
    public bool TryFind(in CallId id, out StoredCall call)
    {
        var mask = new IdMask(id);
        foreach (var segment in Segments)
        {
            if (segment.MayContain(id, mask) && _table.TryFind(segment, id, _voided, out call)) return true;
        }
        call = default;
        return false;
    }

    /// <summary>Adds calls that are not there, as one segment, and moves merges on by a bounded amount.</summary>
    public void Add(IReadOnlyDictionary<CallId, ulong> calls, int run)
    {
        if (calls.Count == 0) return;
        var segments = Segments;
        _buffer.Clear();
        foreach (var (id, facts) in calls) _buffer.Add(new(id, facts, run));
        var segment = NewSegment(calls.Count);
        Writer.Write(segment, 0, segment.Filters.Length - 1, CollectionsMarshal.AsSpan(_buffer));
        _table.Add(segment);
        segments.Add(segment);
        StartMerges();
        WorkOnMerges(calls.Count * (long)MergedIdsPerPostedId);
    }

    /// <summary>Frees the ids of a run: they are found no longer.</summary>
    public void Free(int run)
    {
        _ = Segments;
        _voided.Add(run);
    }

    /// <summary>Drops what is in memory; the next use reads it again.</summary>
    public void Forget()
    {
        _segments = null;
        _merges.Clear();
        _voided.Clear();
    }

    private IdRangeWriter Writer => _writer ??= new(_table);

    private List<IdSegment> Segments => _segments ??= Load();

    private List<IdSegment> Load()
    {
        var voided = database.Prepare("SELECT id FROM runs WHERE state = 2");
        while (voided.Step()) _voided.Add(voided.Int32(0));
        voided.Reset();
        var segments = _table.Load();
        foreach (var inputs in segments.Where(segment => segment.Output != 0).GroupBy(segment => segment.Output))
            _merges.Add(new(_table, Writer, segments.Single(segment => segment.Id == inputs.Key), [.. inputs]));
        return segments;
    }

    private IdSegment NewSegment(long ids)
    {
        var bucketBits = shape.BucketBits(ids);
        return new(_table.NextId(), bucketBits, shape.RangeBits(bucketBits));
    }

    private void StartMerges()
    {
        var idle = Segments.Where(segment => segment.Output == 0 && segment.IsComplete).GroupBy(segment => shape.Level(segment.Ids));
        foreach (var level in idle.ToList())
        {
            if (level.Count() < shape.Fanout || _merges.Exists(merge => shape.Level(merge.Inputs[0].Ids) == level.Key)) continue;
            Start([.. level.Take(shape.Fanout)]);
        }
    }

    private void Start(List<IdSegment> inputs)
    {
        var output = NewSegment(inputs.Sum(input => input.Ids));
        output.To = 0;
        _table.Add(output);
        foreach (var input in inputs)
        {
            input.Output = output.Id;
            _table.Update(input);
        }
        Segments.Add(output);
        _merges.Add(new(_table, Writer, output, inputs));
    }

    private void WorkOnMerges(long ids)
    {
        foreach (var merge in _merges.ToList())
        {
            if (!merge.Work(ids, _voided, _buffer)) continue;
            _merges.Remove(merge);
            foreach (var input in merge.Inputs)
            {
                _table.Remove(input);
                Segments.Remove(input);
            }
        }
    }
}
