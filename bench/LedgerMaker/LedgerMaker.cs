using System.Globalization;
using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Pricing;
using Accounting.Core.Usage;
using Accounting.Storage.Posting;
using Accounting.Storage.Runs;
using Accounting.Storage.Sqlite;
using Accounting.Storage.Summaries;

namespace Accounting.LedgerMaker;

/// <summary>
/// Makes a ledger of a year as nightly runs leave it, sum by sum and without any log: for figures about large ledgers. Its amounts are
/// half of what the shipped prices say, so that all
/// of it can be priced again. It has no ids of calls: nothing can be billed into it, and verify says so.
/// </summary>
internal sealed class LedgerMaker(MakerOptions options)
{
    private const string Version = "half";
    private const int EntriesOfAPosting = 280;
    private const int SlotsOfADay = 96;

    // Model, provider, share of the sums in percent.
    private static readonly (string Model, string Provider, int Share)[] Models =
    [
        ("gpt-4o-mini", "openai", 22), ("gpt-4o", "openai", 16), ("gpt-5-mini", "openai", 12), ("gpt-5", "openai", 8), ("o3", "openai", 4), ("text-embedding-3-small", "openai", 8),
        ("claude-sonnet-4-5", "anthropic", 12), ("claude-haiku-4-5", "anthropic", 6), ("gemini-2.5-flash", "gemini", 8), ("gemini-2.5-pro", "gemini", 4),
    ];

    private static readonly DateTimeOffset FirstDay = new(2025, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Random _random = new(options.Seed);
    private readonly long[] _byMeter = new long[MeterSums.Count];
    private long _sums;
    private long _calls;

    public void Make()
    {
        using var database = LedgerFile.OpenForWriting(Path.GetFullPath(options.Out), create: true);
        var (keys, entries) = (new KeyTable(database), new EntryTable(database));
        for (var day = 0; day < options.Days; day++)
        {
            database.Transact(() =>
            {
                MakeDay(database, keys, entries, day);
                return true;
            });
        }
        while (database.Transact(() => SpendSumTable.Advance(database)))
        {
        }
        database.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_calls:N0} calls in {_sums:N0} sums, {new FileInfo(options.Out).Length / 1e6:N0} MB"));
    }

    private void MakeDay(Database database, KeyTable keys, EntryTable entries, int day)
    {
        var (start, before) = (FirstDay.AddDays(day), _calls);
        var run = StartRun(database, day, start);
        var day0 = Slot.At(start).Index;
        var wanted = options.Sums * (day + 1) / options.Days;
        var chosen = new HashSet<EntryKey>();
        while (_sums + chosen.Count < wanted) chosen.Add(NewKey(day0));
        var next = entries.NextEntry();
        foreach (var posting in chosen.OrderBy(key => key.Slot).Chunk(EntriesOfAPosting))
        {
            var id = entries.NextPosting();
            entries.AddPosting(new(id, run, EntryKind.Charge, 0, Instant.ToMicroseconds(start.AddHours(27)), Version, null, next, posting.Length));
            foreach (var key in posting) MakeEntry(keys, entries, key, id, next++);
        }
        database.Execute(string.Create(CultureInfo.InvariantCulture, $"UPDATE inputs SET done = 1, read = {_calls - before}, accepted = {_calls - before} WHERE run = {run}"));
    }

    private EntryKey NewKey(int day0)
    {
        var (model, provider, _) = Models[Drawn()];
        // The first tenants have more.
        var tenant = (int)(options.Tenants * Math.Pow(_random.NextDouble(), 2));
        return new()
        {
            Tenant = string.Create(CultureInfo.InvariantCulture, $"tenant-{tenant:000}"), Provider = provider, ResponseModel = model, RequestedModel = model, CallType = "chat",
            Slot = new(day0 + _random.Next(SlotsOfADay)), InputBand = Band.Of(_random.Next(20) == 0 ? 20_000 : 1_000), Batch = _random.Next(10) == 0,
        };
    }

    private int Drawn()
    {
        var draw = _random.Next(Models.Sum(model => model.Share));
        for (var index = 0; ; index++)
            if ((draw -= Models[index].Share) < 0) return index;
    }

    private void MakeEntry(KeyTable keys, EntryTable entries, EntryKey key, long posting, long id)
    {
        var left = options.Calls - _calls - (options.Sums - _sums);
        var calls = _sums + 1 == options.Sums ? left + 1 : 1 + Math.Min(left, _random.NextInt64(2 * (left / Math.Max(1, options.Sums - _sums)) + 1));
        Array.Clear(_byMeter);
        _byMeter[(int)Meter.InputTokens] = calls * _random.Next(200, 3_000);
        if (!key.ResponseModel.StartsWith("text-embedding", StringComparison.Ordinal))
        {
            _byMeter[(int)Meter.CachedInputTokens] = _random.Next(3) == 0 ? calls * _random.Next(100, 900) : 0;
            _byMeter[(int)Meter.OutputTokens] = calls * _random.Next(50, 800);
        }
        Span<byte> quantities = stackalloc byte[QuantityBlob.BytesMax];
        var length = QuantityBlob.Write(_byMeter, negate: false, quantities);
        var rates = ShippedPrices.Map.Find(key, FirstDay) ?? throw new InvalidOperationException($"{key.ResponseModel} is not shipped.");
        var amount = rates.Charge(CollectionOf(_byMeter)) ?? throw new InvalidOperationException($"{key.ResponseModel} has no price for all of it.");
        entries.AddEntry(new(id, posting, keys.IdOf(key), calls, 0, new Money(amount.Units / 2), null), quantities[..length]);
        _sums++;
        _calls += calls;
    }

    private static Quantity[] CollectionOf(long[] byMeter) => [.. MeterSums.ToQuantities(byMeter)];

    private static long StartRun(Database database, int day, DateTimeOffset start)
    {
        var (at, name) = (Instant.ToMicroseconds(start.AddHours(26)), string.Create(CultureInfo.InvariantCulture, $"r-{start:yyyyMMdd}-{day:x4}"));
        database.Execute(string.Create(CultureInfo.InvariantCulture,
            $"""
            INSERT INTO runs (name, state, started_at, finished_at, command_key, mapping_key, command, price_version, price_digest, undated_at)
            VALUES ('{name}', 1, {at}, {at}, '{name}', 'm', 'accounting bill {name}', '{Version}', 'sha256:{Version}', {at})
            """));
        var run = database.LastInsertId;
        database.Execute(string.Create(CultureInfo.InvariantCulture,
            $"INSERT INTO inputs (run, ordinal, uri, bytes, fingerprint, next_offset, next_row) VALUES ({run}, 0, 'file:///{name}.jsonl', 1, '{name}', 0, 1)"));
        return run;
    }
}
