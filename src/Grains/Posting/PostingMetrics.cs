using System.Diagnostics.Metrics;

namespace Accounting.Grains.Posting;

/// <summary>What the writer of a silo does, as numbers to watch; no tenant, run or id among their labels.</summary>
internal sealed class PostingMetrics
{
    /// <summary>The name to subscribe to.</summary>
    public const string MeterName = "Accounting.Grains.Posting";

    private readonly Meter _meter;
    private readonly Histogram<double> _commitSeconds;
    private readonly Counter<long> _parts;
    private readonly Counter<long> _calls;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _failed;

    public PostingMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _commitSeconds = _meter.CreateHistogram<double>("accounting.ledger.commit", "s", "Time of one commit of parts.");
        _parts = _meter.CreateCounter<long>("accounting.ledger.parts", "{part}", "Parts committed.");
        _calls = _meter.CreateCounter<long>("accounting.ledger.calls", "{call}", "Calls in committed parts, repeats among them.");
        _refused = _meter.CreateCounter<long>("accounting.ledger.refused", "{part}", "Parts refused since too much waited.");
        _failed = _meter.CreateCounter<long>("accounting.ledger.failed", "{commit}", "Commits that failed.");
    }

    public void WatchQueue(Func<int> length) => _meter.CreateObservableGauge("accounting.ledger.queue", length, "{part}", "Parts that wait for the writer.");

    public void Committed(IReadOnlyList<LedgerWriter.Posting> postings, TimeSpan time)
    {
        _commitSeconds.Record(time.TotalSeconds);
        _parts.Add(postings.Sum(posting => (long)posting.Parts.Count));
        _calls.Add(postings.Sum(posting => (long)posting.Calls));
    }

    public void Refused(int parts) => _refused.Add(parts);

    public void Failed() => _failed.Add(1);
}
