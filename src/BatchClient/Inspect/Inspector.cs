using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Pricing;
using Accounting.Core.Usage;
using Accounting.LogReading.Calls;
using Accounting.LogReading.Compression;
using Accounting.LogReading.Inputs;

namespace Accounting.BatchClient.Inspect;

/// <summary>Reads the beginning of inputs as <c>bill</c> would, record by record, and prices the first calls. Nothing is stored.</summary>
internal sealed class Inspector(ReadingOptions reading, CountLimits counting, IPriceList prices, int callsMax, DateTimeOffset now)
{
    /// <summary>A quarter of a chunk: some hundred records tell what a log is.</summary>
    private const int ChunkBytes = 1 << 20;

    public InspectedInput Inspect(Input input, CancellationToken cancellationToken)
    {
        var found = new InspectedInput(input);
        var watch = new Watch();
        var reader = new RecordChunkReader(reading, counting) { Observer = watch };
        using var source = new ChunkSource(input, 0, InputPosition.Start, new() { ChunkBytes = ChunkBytes, Reading = reading });
        while (source.Next(cancellationToken) is { } chunk)
        {
            watch.Posting.Clear();
            watch.Seen.Clear();
            reader.Read(chunk, input.Planned.Uri, watch.Posting, cancellationToken);
            Add(watch, found);
            found.IsWhole = chunk.EndOfInput;
            chunk.Release();
            // A table's first rows may be small: a chunk without calls is not the last word.
            if (found.Calls.Count >= callsMax || found.Read >= Limits.RecordsMax) break;
        }
        found.Container = source.Container;
        found.Compression = source.Compression == CompressionFormat.None ? "" : source.Compression.ToString().ToLowerInvariant();
        return found;
    }

    private void Add(Watch watch, InspectedInput found)
    {
        var posting = watch.Posting;
        found.Read += posting.Read;
        found.Accepted += posting.Calls.Count;
        found.NotBillable += posting.NotBillable;
        found.Rejected += posting.Rejected.Count;
        var call = 0;
        foreach (var sighting in watch.Seen)
        {
            var name = (sighting.Format, sighting.Body);
            found.Formats[name] = found.Formats.GetValueOrDefault(name) + 1;
            if (sighting.IsRejected || sighting.IsNotBillable) continue;
            if (found.Calls.Count < callsMax) found.Calls.Add(CallOf(posting, posting.Calls[call], sighting));
            call++;
        }
        found.Rejections.AddRange(posting.Rejected.Take(callsMax - found.Rejections.Count));
    }

    private InspectedCall CallOf(ChunkPosting posting, in ChunkCall call, RecordSighting sighting)
    {
        var key = posting.Keys[call.Key];
        var quantities = posting.QuantitiesOf(call).ToArray();
        return new(sighting.Row, sighting.Format, key, quantities, Charge(key, quantities), call.ReportedCost);
    }

    private Money? Charge(EntryKey key, Quantity[] quantities)
    {
        if (prices.Find(key, now) is not { } rates || !Array.TrueForAll(quantities, quantity => rates.IsPriced(quantity))) return null;
        return rates.Charge(quantities);
    }

    private sealed class Watch : IRecordObserver
    {
        public ChunkPosting Posting { get; } = new();
        public List<RecordSighting> Seen { get; } = [];

        public void Read(in RecordSighting sighting) => Seen.Add(sighting);
    }

    private static class Limits
    {
        /// <summary>Records that are read of an input in which there are no calls.</summary>
        public const int RecordsMax = 10_000;
    }
}
