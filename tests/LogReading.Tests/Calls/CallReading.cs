using System.Text;
using Accounting.Core.Ledger;
using Accounting.Core.Usage;
using Accounting.LogReading.Calls;
using Accounting.LogReading.Inputs;

namespace Accounting.LogReading.Tests.Calls;

/// <summary>Reads lines as one chunk and shows what came out by names.</summary>
internal sealed class CallReading
{
    private CallReading(ChunkPosting posting) => Posting = posting;

    public ChunkPosting Posting { get; }

    public static ReadingOptions Demo { get; } = new() { Tenant = "demo" };

    public static CallReading Of(string lines, ReadingOptions? options = null) => Of(Encoding.UTF8.GetBytes(lines), options);

    public static CallReading Of(byte[] lines, ReadingOptions? options = null, string uri = "file:///log.jsonl", RecordChunkReader? reader = null)
    {
        var posting = new ChunkPosting();
        (reader ?? new RecordChunkReader(options ?? Demo)).Read(ChunkOf(lines), uri, posting, TestContext.Current.CancellationToken);
        return new(posting);
    }

    public static Chunk ChunkOf(byte[] lines) => new()
    {
        InputOrdinal = 0,
        Start = InputPosition.Start,
        Next = new(lines.Length, 1 + lines.Count(one => one == '\n')),
        Bytes = lines,
        EndOfInput = true,
    };

    public ChunkCall Call => Assert.Single(Posting.Calls);

    public EntryKey Key => Posting.Keys[Call.Key];

    public QuarantinedRecord Rejected => Assert.Single(Posting.Rejected);

    /// <summary>The quantities of the only call, as in <c>InputTokens 12, OutputTokens 3</c>, in the order of the meters.</summary>
    public string Quantities => Describe(Call);

    public string Describe(ChunkCall call) =>
        string.Join(", ", Posting.QuantitiesOf(call).ToArray().OrderBy(quantity => quantity.Meter).Select(quantity => $"{quantity.Meter} {quantity.Amount}"));

    public long Of(ChunkCall call, Meter meter) => Posting.QuantitiesOf(call).ToArray().Where(quantity => quantity.Meter == meter).Sum(quantity => quantity.Amount);

    /// <summary>What became of the only record: <c>accepted</c>, <c>not billable</c> or the reason of its rejection.</summary>
    public string Fate
    {
        get
        {
            Assert.Equal(1, Posting.Read);
            Assert.Equal(1, Posting.Calls.Count + Posting.NotBillable + Posting.Rejected.Count);
            return Posting.Calls.Count == 1 ? "accepted" : Posting.NotBillable == 1 ? "not billable" : Posting.Rejected[0].Reason;
        }
    }
}
