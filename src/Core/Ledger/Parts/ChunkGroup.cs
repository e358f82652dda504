using Accounting.Core.Usage;

namespace Accounting.Core.Ledger.Parts;

/// <summary>
/// Consecutive chunks of a run, in plan order, taken apart by spend key for posting and put together again from the receipts. Of copies of one call within the group only the
/// first goes into a part; the others share its fate, so that it does not matter which part is posted first (invariant 12).
/// </summary>
public sealed class ChunkGroup
{
    private readonly string _run;
    private readonly IReadOnlyList<ChunkPosting> _chunks;
    private readonly Dictionary<SpendKey, int> _partOf = [];
    private readonly Dictionary<EntryKey, (int Part, int Key)> _keyOf = [];
    private readonly Dictionary<CallId, Place> _firstOf = [];
    private readonly List<SpendPart> _parts = [];
    private readonly List<Place[]> _places = [];

    private ChunkGroup(string run, IReadOnlyList<ChunkPosting> chunks) => (_run, _chunks) = (run, chunks);

    /// <summary>In the order of their first call.</summary>
    public IReadOnlyList<SpendPart> Parts => _parts;

    public static ChunkGroup Of(string run, IReadOnlyList<ChunkPosting> chunks)
    {
        var group = new ChunkGroup(run, chunks);
        foreach (var chunk in chunks) group._places.Add(group.Distribute(chunk));
        return group;
    }

    /// <summary>What became of each chunk, given the receipts of <see cref="Parts"/> in the same order.</summary>
    public IReadOnlyList<ChunkOutcome> Resolve(IReadOnlyList<PartReceipt> receipts)
    {
        var known = receipts.Select(receipt => receipt.Known.ToDictionary(call => call.Call)).ToArray();
        return [.. _chunks.Select((chunk, index) => Resolve(chunk, _places[index], known))];
    }

    private Place[] Distribute(ChunkPosting chunk)
    {
        // A key is looked up once a chunk, and only where a call of it goes into a part: no part is empty.
        var keys = new (int Part, int Key)?[chunk.Keys.Count];
        var places = new Place[chunk.Calls.Count];
        for (var index = 0; index < places.Length; index++)
        {
            var call = chunk.Calls[index];
            if (_firstOf.TryGetValue(call.Id, out var first)) places[index] = first with { IsCopy = true };
            else _firstOf.Add(call.Id, places[index] = Add(chunk, call, keys[call.Key] ??= PlaceOf(chunk.Keys[call.Key])));
        }
        return places;
    }

    private (int Part, int Key) PlaceOf(EntryKey key)
    {
        if (_keyOf.TryGetValue(key, out var place)) return place;
        var spendKey = SpendKey.Of(key);
        if (!_partOf.TryGetValue(spendKey, out var part))
        {
            _partOf.Add(spendKey, part = _parts.Count);
            _parts.Add(new() { Key = spendKey, Run = _run });
        }
        _parts[part].Keys.Add(key);
        return _keyOf[key] = (part, _parts[part].Keys.Count - 1);
    }

    private Place Add(ChunkPosting chunk, in ChunkCall call, (int Part, int Key) at)
    {
        var part = _parts[at.Part];
        part.Calls.Add(new(
            call.Id, call.Facts, chunk.InputOrdinal, call.Record.Offset, at.Key, part.Quantities.Count, call.QuantityCount, call.ReportedCost));
        part.Quantities.AddRange(chunk.QuantitiesOf(call));
        return new(at.Part, part.Calls.Count - 1, call.Facts, false);
    }

    private ChunkOutcome Resolve(ChunkPosting chunk, Place[] places, Dictionary<int, KnownCall>[] known)
    {
        long accepted = 0, duplicates = 0;
        var conflicts = new List<ConflictingCall>();
        for (var index = 0; index < places.Length; index++)
        {
            var place = places[index];
            var isKnown = known[place.Part].TryGetValue(place.Call, out var posted);
            if (!isKnown && !place.IsCopy) accepted++;
            else if ((isKnown ? posted.Facts : place.Facts) == chunk.Calls[index].Facts) duplicates++;
            else conflicts.Add(new(index, isKnown ? posted.Run : _run));
        }
        var counts = new RecordCounts(chunk.Read, accepted, chunk.NotBillable, duplicates, conflicts.Count, chunk.Rejected.Count);
        return new(counts, conflicts);
    }

    // Where the first copy of a call went, and what that one's facts are.
    private readonly record struct Place(int Part, int Call, ulong Facts, bool IsCopy);
}

/// <summary>What became of one chunk of a group.</summary>
/// <param name="Counts">The fates of its records.</param>
/// <param name="Conflicts">Its calls that conflict, in record order.</param>
public sealed record ChunkOutcome(RecordCounts Counts, IReadOnlyList<ConflictingCall> Conflicts);

/// <summary>A call of a chunk whose id was posted with other facts.</summary>
/// <param name="Call">Its place in <see cref="ChunkPosting.Calls"/>.</param>
/// <param name="Run">The name of the run that posted the other one.</param>
public readonly record struct ConflictingCall(int Call, string Run);
