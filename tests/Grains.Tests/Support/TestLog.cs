using System.Text;
using Accounting.Core.Amounts;
using Accounting.Core.Ledger;

namespace Accounting.Grains.Tests.Support;

/// <summary>The inputs of a run, each a list of calls whose records take ten bytes, cut into chunks as a reader would.</summary>
internal sealed class TestLog(string command, params TestCall[][] inputs)
{
    private const int RecordBytes = 10;

    public string Command => command;

    public IReadOnlyList<string> Tenants => [.. inputs.SelectMany(calls => calls).Select(call => call.Tenant).Distinct()];

    public RunPlan Plan => new()
    {
        CommandKey = command,
        MappingKey = "mapping",
        Command = $"accounting bill {command}",
        Inputs = [.. inputs.Select((calls, ordinal) => new PlannedInput($"file:///{command}-{ordinal}", calls.Length * RecordBytes, "1"))],
        PriceVersion = TestPrices.Standard.Version,
        PriceDigest = TestPrices.Standard.Digest,
        UndatedAt = new(2026, 10, 1, 12, 0, 0, TimeSpan.Zero),
    };

    /// <summary>Calls of a few tenants and models with repeats and conflicts among them.</summary>
    public static TestLog Random(string name, Random random, int inputs, int callsMax)
    {
        TestCall Call() => new(
            $"{name}-{random.Next(6)}", $"id{random.Next(callsMax)}", random.Next(3) switch { 0 => "small", 1 => "large", _ => "unpriced" },
            Input: random.Next(12) == 0 ? 20_000 : 100, Output: 1 + random.Next(3), Slot: random.Next(4))
        {
            Cached = random.Next(4) == 0 ? 5 : 0,
            ReportedCost = random.Next(5) == 0 ? new Money(random.Next()) : null,
        };
        return new(name, [.. Enumerable.Range(0, inputs).Select(_ => Enumerable.Range(0, random.Next(callsMax)).Select(_ => Call()).ToArray())]);
    }

    /// <summary>All chunks in plan order; an empty input has one that ends it.</summary>
    public IEnumerable<ChunkPosting> Chunks(int callsOfAChunk) => inputs.SelectMany((_, ordinal) => Chunks(ordinal, callsOfAChunk, 0));

    /// <summary>What is left of an unfinished run.</summary>
    public IEnumerable<ChunkPosting> Rest(RunRecord run, int callsOfAChunk) => run.Inputs.Where(input => !input.Done && !input.Skipped)
        .SelectMany(input => Chunks(input.Ordinal, callsOfAChunk, (int)(input.Next.Offset / RecordBytes)));

    private IEnumerable<ChunkPosting> Chunks(int ordinal, int callsOfAChunk, int first)
    {
        do
        {
            var count = Math.Min(callsOfAChunk, inputs[ordinal].Length - first);
            yield return Chunk(ordinal, first, count);
            first += count;
        }
        while (first < inputs[ordinal].Length);
    }

    private ChunkPosting Chunk(int ordinal, int first, int count)
    {
        var posting = new ChunkPosting
        {
            InputOrdinal = ordinal,
            Start = new((long)first * RecordBytes, first + 1),
            Next = new((long)(first + count) * RecordBytes, first + count + 1),
            EndOfInput = first + count == inputs[ordinal].Length,
            Read = count,
            Bytes = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(first, count).Select(row => $"rec{row,6}\n"))),
        };
        for (var index = first; index < first + count; index++) Add(posting, inputs[ordinal][index], index, first);
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
        var record = new RecordSpan((index - first) * RecordBytes, RecordBytes, index + 1, (long)index * RecordBytes);
        var quantities = call.Quantities.ToArray();
        posting.Calls.Add(new(call.CallId, call.Facts, key, posting.Quantities.Count, quantities.Length, call.ReportedCost, record));
        posting.Quantities.AddRange(quantities);
    }
}
