using Accounting.Core.Ledger;
using Accounting.Grains.Interfaces.Calls;
using Accounting.Grains.Interfaces.Counting;
using Accounting.LogReading.Calls;
using Accounting.LogReading.Inputs;
using Microsoft.Extensions.Options;

namespace Accounting.Grains.Tokenizing;

/// <summary>
/// Reads chunks with as many readers as may count at once, each with its caches, for whatever runs they were used last. One per silo;
/// thread-safe.
/// </summary>
internal sealed class ChunkCounter(IOptions<TokenizerOptions> options, CountingMetrics metrics, TimeProvider time)
{
    private readonly TokenizerOptions _options = options.Value;
    private readonly List<Reader> _idle = [];

    /// <summary>Counts a chunk.</summary>
    /// <exception cref="LedgerException">The request is wrong, or asks for what this silo is set not to do.</exception>
    public ChunkMessage Count(CountRequest request, CancellationToken cancellationToken)
    {
        var reader = Read(request, cancellationToken);
        metrics.Counted(reader.Posting);
        var message = ChunkMessage.From(reader.Posting, withBytes: false);
        // Only now: one that failed is not used again.
        GiveBack(reader);
        return message;
    }

    /// <summary>Counts a chunk that nobody sent, for what counting loads and compiles.</summary>
    /// <returns>What was counted.</returns>
    public ChunkMessage WarmUp(CountRequest request) => ChunkMessage.From(Read(request, CancellationToken.None).Posting, withBytes: false);

    private Reader Read(CountRequest request, CancellationToken cancellationToken)
    {
        var (reading, timeout) = CountRequests.ReadingOf(request, _options);
        var chunk = CountRequests.ChunkOf(request);
        var reader = Take(reading, timeout);
        reader.Posting.Clear();
        reader.Records.Read(chunk, request.InputUri, reader.Posting, cancellationToken);
        return reader;
    }

    private Reader Take(ReadingOptions reading, TimeSpan? timeout)
    {
        lock (_idle)
        {
            var index = _idle.FindLastIndex(reader => reader.Timeout == timeout && reader.Options == reading);
            if (index >= 0)
            {
                var known = _idle[index];
                _idle.RemoveAt(index);
                return known;
            }
        }
        return new(reading, timeout, CountRequests.ReaderOf(reading, new() { Timeout = timeout, Time = time }), new());
    }

    private void GiveBack(Reader reader)
    {
        reader.Posting.Clear();
        lock (_idle)
        {
            _idle.Add(reader);
            if (_idle.Count > _options.ConcurrencyMax) _idle.RemoveAt(0);
        }
    }

    private sealed record Reader(ReadingOptions Options, TimeSpan? Timeout, RecordChunkReader Records, ChunkPosting Posting);
}
