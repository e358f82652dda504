using System.Collections.Concurrent;
using Accounting.LogReading;

namespace Accounting.BatchClient.Billing;

/// <summary>
/// Takes from the chunks in plan order what is counted: the next one as soon as it is, and with it those behind it that are counted too, so that a ledger on a server
/// stores several with one commit. A chunk never waits for another one behind it. For one thread.
/// </summary>
internal sealed class CountedGroups(BlockingCollection<WorkItem> toPost, int chunksMax)
{
    /// <summary>Calls of a group: a transaction stays short and a message of it small. A single chunk may have as many lines.</summary>
    public const int CallsMax = Limits.ChunkLinesMax;

    /// <summary>Decompressed bytes of a group: its rejected records go along with it, and a single chunk may be as long.</summary>
    public const long BytesMax = Limits.ChunkBytesMax;

    private readonly List<WorkItem> _group = [];
    private WorkItem? _next;

    /// <summary>The next chunks to post, at least one; none behind the last. Valid until the next call. Those taken belong to the caller.</summary>
    public IReadOnlyList<WorkItem> Next(CancellationToken stop)
    {
        _group.Clear();
        if (_next is null && !toPost.TryTake(out _next, Timeout.Infinite, stop)) return _group;
        _next.Counted.Wait(stop);
        var (calls, bytes) = (0, 0L);
        do
        {
            calls += _next.Posting.Calls.Count;
            bytes += _next.Chunk.Bytes.Length;
            _group.Add(_next);
            _next = null;
        }
        while (_group.Count < chunksMax && toPost.TryTake(out _next) && _next.Counted.IsSet
            && calls + _next.Posting.Calls.Count <= CallsMax && bytes + _next.Chunk.Bytes.Length <= BytesMax);
        return _group;
    }

    /// <summary>Gives back all chunks that were not posted, those of the last group too. Only when no other thread uses them any more.</summary>
    public void DisposeAll()
    {
        foreach (var item in _group) item.Dispose();
        _next?.Dispose();
        while (toPost.TryTake(out var item)) item.Dispose();
    }
}
