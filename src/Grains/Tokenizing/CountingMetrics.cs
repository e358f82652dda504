using System.Diagnostics.Metrics;
using Accounting.Core.Ledger;

namespace Accounting.Grains.Tokenizing;

/// <summary>What a silo counts, for whoever listens to the meter of <see cref="MeterName"/>.</summary>
internal sealed class CountingMetrics
{
    public const string MeterName = "Accounting.Tokenizing";

    private readonly Counter<long> _chunks;
    private readonly Counter<long> _calls;
    private readonly Counter<long> _bytes;
    private readonly Counter<long> _refusals;
    private readonly UpDownCounter<long> _waiting;
    private readonly UpDownCounter<long> _heldBytes;

    public CountingMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _chunks = meter.CreateCounter<long>("accounting.tokenizer.chunks", "{chunk}", "Chunks counted.");
        _calls = meter.CreateCounter<long>("accounting.tokenizer.calls", "{call}", "Billable calls in them.");
        _bytes = meter.CreateCounter<long>("accounting.tokenizer.bytes", "By", "Bytes of the chunks counted.");
        _refusals = meter.CreateCounter<long>("accounting.tokenizer.refusals", "{chunk}", "Chunks refused because the silo had no room.");
        _waiting = meter.CreateUpDownCounter<long>("accounting.tokenizer.waiting", "{chunk}", "Chunks that wait for their turn.");
        _heldBytes = meter.CreateUpDownCounter<long>("accounting.tokenizer.held", "By", "Bytes of the chunks that wait or are counted.");
    }

    public void Counted(ChunkPosting posting)
    {
        _chunks.Add(1);
        _calls.Add(posting.Calls.Count);
        _bytes.Add(posting.Bytes.Length);
    }

    public void Refused() => _refusals.Add(1);

    public void Wait(int more) => _waiting.Add(more);

    public void Hold(long more) => _heldBytes.Add(more);
}
