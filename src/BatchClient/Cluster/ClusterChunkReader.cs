using Accounting.Core.Ledger;
using Accounting.Grains.Interfaces.Counting;
using Accounting.LogReading.Calls;
using Accounting.LogReading.Inputs;

namespace Accounting.BatchClient.Cluster;

/// <summary>
/// Has chunks counted by the cluster and waits for them. Each attempt goes to another key, so that chunks are spread over all silos, and one that a silo refused or lost
/// goes to another.
/// </summary>
internal sealed class ClusterChunkReader(IGrainFactory grains, ClusterCalls calls, ReadingOptions reading, CountLimits limits) : IChunkReader
{
    /// <summary>Many more keys than silos: one key reaches one silo only.</summary>
    private const int Keys = 4_096;

    /// <summary>Far from each other, so that keys which follow each other are not of one silo.</summary>
    private const int Stride = 1_327;

    private static int s_next;

    private readonly ReadingMessage _reading = MessageOf(reading, limits);

    public void Read(Chunk chunk, string inputUri, ChunkPosting posting, CancellationToken cancellationToken)
    {
        var request = new CountRequest
        {
            Id = Guid.NewGuid(),
            InputUri = inputUri,
            Reading = _reading,
            Input = chunk.InputOrdinal,
            Start = chunk.Start,
            Next = chunk.Next,
            EndOfInput = chunk.EndOfInput,
            InputSha256 = chunk.InputSha256,
            // Attempts that were given up may still be on their way when the buffer is used again. What they bring is counted for nobody.
            Bytes = chunk.Bytes,
            Rejected = [.. chunk.Rejected],
        };
        var answer = calls.Make("counting a chunk", token => NextGrain().Count(request, token), answer => answer.Chunk is null ? answer.Pause : null, cancellationToken);
        answer.Chunk!.CopyTo(posting);
        if ((posting.InputOrdinal, posting.Start, posting.Next, posting.EndOfInput) != (chunk.InputOrdinal, chunk.Start, chunk.Next, chunk.EndOfInput))
            throw OfAnother(chunk, posting);
        posting.Bytes = chunk.Bytes;
    }

    private ITokenizerGrain NextGrain() => grains.GetGrain<ITokenizerGrain>((Interlocked.Add(ref s_next, Stride) & int.MaxValue) % Keys);

    private static LedgerException OfAnother(Chunk chunk, ChunkPosting posting) => new(LedgerFault.Refused,
        $"The cluster was sent a chunk of input {chunk.InputOrdinal} at byte {chunk.Start.Offset} and answered with "
        + $"one of input {posting.InputOrdinal} at byte {posting.Start.Offset}. "
        + "Nothing of it is posted. Use the same version of the program everywhere.");

    private static ReadingMessage MessageOf(ReadingOptions reading, CountLimits limits) => new()
    {
        Tenant = reading.Tenant,
        TenantFrom = reading.TenantFrom,
        Model = reading.Model,
        ModelFrom = reading.ModelFrom,
        Time = reading.Time,
        TimeFrom = reading.TimeFrom,
        InputFormat = reading.InputFormat,
        Usage = (int)reading.Usage,
        DistinctInputs = reading.DistinctInputs,
        Map = reading.Map,
        CountTimeout = limits.Timeout,
    };
}
