using Accounting.Core.Ledger;

namespace Accounting.Storage.Tests.Support;

/// <summary>Cuts test inputs into postings as a reader would.</summary>
internal static class Chunks
{
    /// <summary>The chunks of an input from a position on: at least one, so that an empty input ends too.</summary>
    public static IEnumerable<ChunkPosting> Of(int ordinal, TestInput input, int chunkCalls, InputPosition from)
    {
        var next = (int)(from.Row - 1);
        do
        {
            var count = Math.Min(chunkCalls, input.Calls.Length - next);
            yield return One(ordinal, input, next, count);
            next += count;
        }
        while (next < input.Calls.Length);
    }

    public static ChunkPosting One(int ordinal, TestInput input, int first, int count)
    {
        var posting = new ChunkPosting
        {
            InputOrdinal = ordinal, Read = count, EndOfInput = first + count == input.Calls.Length,
            Start = new(first * TestInput.RecordBytes, first + 1), Next = new((first + count) * TestInput.RecordBytes, first + count + 1),
            Bytes = System.Text.Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(first, count).Select(row => $"rec{row,6}\n"))),
        };
        for (var index = first; index < first + count; index++) Add(posting, input.Calls[index], index, first);
        return posting;
    }

    private static void Add(ChunkPosting posting, TestCall call, int index, int first)
    {
        var key = posting.Keys.IndexOf(call.Key);
        if (key < 0)
        {
            key = posting.Keys.Count;
            posting.Keys.Add(call.Key);
        }
        var quantities = call.Quantities.ToList();
        var record = new RecordSpan((index - first) * TestInput.RecordBytes, TestInput.RecordBytes, index + 1, (long)index * TestInput.RecordBytes);
        posting.Calls.Add(new(call.CallId, call.Facts, key, posting.Quantities.Count, quantities.Count, call.ReportedCost, record));
        posting.Quantities.AddRange(quantities);
    }
}
