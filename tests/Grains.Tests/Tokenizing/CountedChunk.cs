using System.Text;
using Accounting.Core.Ledger;
using Accounting.Grains.Interfaces.Counting;
using Accounting.LogReading.Calls;
using Accounting.LogReading.Inputs;

namespace Accounting.Grains.Tests.Tokenizing;

/// <summary>A chunk as it is sent to be counted, and what the reader that is used without a cluster makes of it.</summary>
internal sealed record CountedChunk(CountRequest Request, ChunkPosting Local)
{
    public static CountedChunk Of(string lines, ReadingOptions options) => Of(
        new Chunk
        {
            InputOrdinal = 3,
            Start = new(1_000, 11),
            Next = new(1_000 + Encoding.UTF8.GetByteCount(lines), 11 + lines.Count(one => one == '\n')),
            EndOfInput = true,
            InputSha256 = "abc",
            Bytes = Encoding.UTF8.GetBytes(lines),
            Rejected = [new(9, 900, RejectReasons.LineTooLong, "too long", [1, 2, 3], 70_000_000)],
        },
        options);

    public static CountedChunk Of(Chunk chunk, ReadingOptions options, string uri = "file:///log.jsonl")
    {
        var posting = new ChunkPosting();
        new RecordChunkReader(options).Read(chunk, uri, posting, TestContext.Current.CancellationToken);
        var request = new CountRequest
        {
            Id = Guid.NewGuid(),
            InputUri = uri,
            Reading = new()
            {
                Tenant = options.Tenant,
                TenantFrom = options.TenantFrom,
                Model = options.Model,
                ModelFrom = options.ModelFrom,
                Time = options.Time,
                TimeFrom = options.TimeFrom,
                InputFormat = options.InputFormat,
                Usage = (int)options.Usage,
                DistinctInputs = options.DistinctInputs,
                Map = options.Map,
            },
            Input = chunk.InputOrdinal,
            Start = chunk.Start,
            Next = chunk.Next,
            EndOfInput = chunk.EndOfInput,
            InputSha256 = chunk.InputSha256,
            Bytes = chunk.Bytes.ToArray(),
            Rejected = [.. chunk.Rejected],
        };
        return new(request, posting);
    }

    /// <summary>The chunk that came back is the one that was made here, but for its bytes.</summary>
    public void AssertSame(ChunkPosting remote)
    {
        Assert.Equal(Head(Local), Head(remote));
        Assert.Equal(Local.Keys, remote.Keys);
        Assert.Equal(Local.Calls, remote.Calls);
        Assert.Equal(Local.Quantities, remote.Quantities);
        Assert.Equal(Local.Rejected.Select(Describe), remote.Rejected.Select(Describe));
        Assert.True(remote.Bytes.IsEmpty);
    }

    private static object Head(ChunkPosting posting) =>
        (posting.InputOrdinal, posting.Start, posting.Next, posting.EndOfInput, posting.InputSha256, posting.Read, posting.NotBillable);

    private static string Describe(QuarantinedRecord record) =>
        $"{record.Row} {record.Offset} {record.Reason} {record.Message} {record.RawLength} {Convert.ToHexString(record.Raw)}";
}
