using System.Runtime.InteropServices;

namespace Accounting.Storage.Ids;

/// <summary>
/// Merges segments into one, a range of the output at a time. After each step the ids of that range are in the output and no longer in the inputs, in storage and in memory:
/// a merge can stop after any step, for ever or until the next commit, and nothing is held twice.
/// </summary>
internal sealed class IdMerge(IdSegmentTable table, IdRangeWriter writer, IdSegment output, IReadOnlyList<IdSegment> inputs)
{
    /// <summary>How many ids may still be moved on account of ids that were posted; below 0 after a step that moved more.</summary>
    private long _credit;

    public IdSegment Output => output;

    public IReadOnlyList<IdSegment> Inputs => inputs;

    /// <summary>Moves about <paramref name="ids"/> ids more; true when all are moved.</summary>
    public bool Work(long ids, HashSet<int> voided, List<StoredId> buffer)
    {
        _credit += ids;
        while (_credit > 0 && !output.IsComplete) _credit -= Step(voided, buffer);
        return output.IsComplete;
    }

    private long Step(HashSet<int> voided, List<StoredId> buffer)
    {
        var from = output.To;
        var range = (int)(from >> (StoredId.PrefixBits - output.RangeBits));
        var to = output.RangeStart(range + 1);
        buffer.Clear();
        foreach (var input in inputs) Collect(input, from, to, voided, buffer);
        writer.Write(output, range, range, CollectionsMarshal.AsSpan(buffer));
        foreach (var input in inputs)
        {
            input.From = to;
            table.RemoveBelow(input);
            table.Update(input);
        }
        output.To = to;
        table.Update(output);
        return Math.Max(1, buffer.Count);
    }

    // Ids of voided runs are free: they end here.
    private void Collect(IdSegment input, long from, long to, HashSet<int> voided, List<StoredId> buffer)
    {
        var pages = table.ReadPages(input, input.BucketOf((uint)from), input.BucketOf((uint)(to - 1)));
        while (pages.Step())
        {
            for (var page = pages.Blob(0); page.Length >= IdPage.RecordBytes; page = page[IdPage.RecordBytes..])
            {
                var stored = IdPage.Read(page);
                var prefix = StoredId.PrefixOf(stored.Id);
                if (prefix >= from && prefix < to && !voided.Contains(stored.Run)) buffer.Add(stored);
            }
        }
        pages.Reset();
    }
}
