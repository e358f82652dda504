using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Accounting.Core.Amounts;
using Accounting.Core.Pricing;

namespace Accounting.Core.Ledger.Repricing;

/// <summary>Makes a plan of keys that were priced again. Not thread-safe.</summary>
public sealed class RepricePlanner : IDisposable
{
    private const int RecordBytes = 88;
    private const int RecordsHeld = 512; // Hashed together.

    private readonly RepriceScope _scope;
    private readonly IPriceList _prices;
    private readonly IncrementalHash _state = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _records = new byte[RecordBytes * RecordsHeld];
    private int _held;
    private readonly Dictionary<(string Tenant, string Model), Sum> _rows = [];
    private readonly Dictionary<string, Source> _sources = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (long Calls, long Tokens)> _unpriced = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Run, string Version), long> _groups = [];
    private long _entries;
    private long _unchanged;

    public RepricePlanner(RepriceScope scope, IPriceList prices)
    {
        (_scope, _prices) = (scope, prices);
        _state.AppendData(Encoding.UTF8.GetBytes($"{scope}\n{prices.Version}\n{prices.Digest}\n"));
    }

    /// <summary>The changed sums of a run at a version, which make one posting.</summary>
    public IReadOnlyDictionary<(int Run, string Version), long> Groups => _groups;

    /// <summary>Adds a key; keys come in one order, so that the same state gives the same id.</summary>
    public void Add(RepriceKey key)
    {
        foreach (var bucket in key.Buckets) Add(key, bucket);
    }

    public RepricePlan Finish() => new()
    {
        Id = FinishId(),
        Scope = _scope,
        PriceVersion = _prices.Version,
        PriceDigest = _prices.Digest,
        Rows = [.. _rows.OrderBy(row => row.Key.Tenant, StringComparer.Ordinal).ThenBy(row => row.Key.Model, StringComparer.Ordinal).Select(row => row.Value.ToRow(row.Key))],
        Sources = [.. _sources.Values.OrderBy(source => source.Place).Select(source => source.ToSource())],
        Unpriced = [.. _unpriced.Select(model => new RepriceGap(model.Key, model.Value.Calls, model.Value.Tokens))],
        Entries = _entries,
        Unchanged = _unchanged,
    };

    public void Dispose() => _state.Dispose();

    private void Add(RepriceKey key, RepriceBucket bucket)
    {
        if (!_sources.TryGetValue(bucket.Version, out var source)) _sources.Add(bucket.Version, source = Meet(bucket.Version));
        Hash(key.Number, bucket, source.Place);
        var model = key.Key.ResponseModel.Length > 0 ? key.Key.ResponseModel : key.Key.RequestedModel;
        if (!_rows.TryGetValue((key.Key.Tenant, model), out var row)) _rows.Add((key.Key.Tenant, model), row = new());
        row.Add(bucket);
        if (bucket.NewUnpriced != 0)
        {
            var (calls, tokens) = _unpriced.GetValueOrDefault(model);
            _unpriced[model] = (calls + bucket.NewUnpriced, tokens + bucket.NewUnpricedTokens);
        }
        if (!bucket.IsChanged)
        {
            _unchanged++;
            return;
        }
        _entries++;
        source.Add(bucket.Difference);
        var group = (bucket.Run, bucket.Version);
        _groups[group] = _groups.GetValueOrDefault(group) + 1;
    }

    private string FinishId()
    {
        HashHeld();
        return "sha256:" + Convert.ToHexStringLower(_state.GetHashAndReset());
    }

    private Source Meet(string version)
    {
        HashHeld();
        _state.AppendData(Encoding.UTF8.GetBytes($"version {version}\n"));
        return new(_sources.Count, version);
    }

    private void Hash(long key, RepriceBucket bucket, int version)
    {
        if (_held == RecordsHeld) HashHeld();
        var record = _records.AsSpan(_held++ * RecordBytes, RecordBytes);
        ReadOnlySpan<long> numbers = [key, bucket.Run, version, bucket.LastEntry, bucket.Calls, bucket.OldUnpriced, bucket.NewUnpriced];
        for (var index = 0; index < numbers.Length; index++) BinaryPrimitives.WriteInt64LittleEndian(record[(8 * index)..], numbers[index]);
        BinaryPrimitives.WriteInt128LittleEndian(record[56..], bucket.Old.Units);
        BinaryPrimitives.WriteInt128LittleEndian(record[72..], bucket.New.Units);
    }

    private void HashHeld()
    {
        _state.AppendData(_records.AsSpan(0, _held * RecordBytes));
        _held = 0;
    }

    private sealed class Source(int place, string version)
    {
        private long _entries;
        private Money _difference;

        public int Place => place;

        public void Add(Money difference)
        {
            _entries++;
            _difference += difference;
        }

        public RepriceSource ToSource() => new(version, _entries, _difference);
    }

    private sealed class Sum
    {
        private long _calls;
        private long _oldUnpriced;
        private long _newUnpriced;
        private Money _old;
        private Money _new;

        public void Add(RepriceBucket bucket)
        {
            _calls += bucket.Calls;
            _old += bucket.Old;
            _new += bucket.New;
            _oldUnpriced += bucket.OldUnpriced;
            _newUnpriced += bucket.NewUnpriced;
        }

        public RepriceRow ToRow((string Tenant, string Model) key) => new(
            key.Tenant, key.Model, _calls, _oldUnpriced < _calls || _calls == 0 ? _old : null, _newUnpriced < _calls || _calls == 0 ? _new : null, _oldUnpriced, _newUnpriced);
    }
}
