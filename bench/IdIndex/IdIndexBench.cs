using System.Diagnostics;
using System.Globalization;
using Accounting.Core.Ledger;
using Accounting.Storage;
using Accounting.Storage.Sqlite;
using Index = Accounting.Storage.Ids.IdIndex;

namespace Accounting.IdIndex;

/// <summary>
/// Posts batches of new ids into the index of an empty ledger, as a run does: each is looked up, then all are added in one transaction. Prints a row at each doubling;
/// the speed is that since the row before.
/// </summary>
internal sealed class IdIndexBench(BenchOptions options, string path)
{
    private const int RowsFrom = 1_000_000;
    private const int LookUps = 200_000;

    private readonly Random _random = new(options.Seed);
    private readonly Dictionary<CallId, ulong> _batch = [];
    private TimeSpan _slowest;
    private TimeSpan _processorTime;

    public void Run()
    {
        using (SqliteAccounting.Open(path, LedgerAccess.Create, TimeProvider.System)) { }
        Console.WriteLine($"{options.Ids:N0} ids in batches of {options.Batch:N0}, seed {options.Seed}");
        Console.WriteLine("         ids      ids/s  cpu us/id  slowest ms  segments  filters B/id  managed MB  RSS MB  file MB  log MB");
        using (var database = LedgerFile.OpenForWriting(path, create: false)) Post(database, new(database, Storage.Ids.IdIndexShape.Default));
        using (var database = LedgerFile.OpenForWriting(path, create: false)) LookUp(new(database, Storage.Ids.IdIndexShape.Default));
    }

    private void Post(Database database, Index index)
    {
        var (posted, since, row) = (0L, 0L, (long)RowsFrom);
        _processorTime = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        while (posted < options.Ids)
        {
            FillBatch((int)Math.Min(options.Batch, options.Ids - posted));
            var began = clock.Elapsed;
            PostBatch(database, index);
            if (clock.Elapsed - began > _slowest) _slowest = clock.Elapsed - began;
            posted += _batch.Count;
            if (posted < row && posted < options.Ids) continue;
            PrintRow(database, index, posted, posted - since, clock.Elapsed);
            (since, row, _slowest) = (posted, row * 2, TimeSpan.Zero);
            clock.Restart();
        }
    }

    private void PostBatch(Database database, Index index) => database.Transact(() =>
    {
        foreach (var (id, _) in _batch)
            if (index.TryFind(id, out var call)) throw new InvalidOperationException($"A new id was found: {id}, {call}.");
        index.Add(_batch, 1);
        return true;
    });

    // Ids come from SHA-256, so random ones are alike; making them costs little beside posting.
    private void FillBatch(int count)
    {
        _batch.Clear();
        while (_batch.Count < count) _batch.TryAdd(NextId(_random), 1);
    }

    private void LookUp(Index index)
    {
        var clock = Stopwatch.StartNew();
        index.TryFind(default, out _);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"opened again: filters loaded in {clock.Elapsed.TotalMilliseconds:N0} ms"));
        var random = new Random(options.Seed);
        clock.Restart();
        var count = (int)Math.Min(LookUps, options.Ids);
        for (var n = 0; n < count; n++)
            if (!index.TryFind(NextId(random), out _)) throw new InvalidOperationException($"Id {n} was posted and is not found.");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"repeats: {count / clock.Elapsed.TotalSeconds:N0} ids/s found among {options.Ids:N0}"));
    }

    private void PrintRow(Database database, Index index, long posted, long sinceRow, TimeSpan elapsed)
    {
        var filters = database.Scalar("SELECT coalesce(sum(length(blocks)), 0) FROM id_filters");
        using var process = Process.GetCurrentProcess();
        var processorTime = Environment.CpuUsage.TotalTime;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{posted,12:N0} {sinceRow / elapsed.TotalSeconds,10:N0} {(processorTime - _processorTime).TotalMicroseconds / sinceRow,10:N2} "
            + $"{_slowest.TotalMilliseconds,11:N1} {index.SegmentCount,9} {(double)filters / posted,13:N2} "
            + $"{GC.GetTotalMemory(false) / 1e6,11:N0} {process.WorkingSet64 / 1e6,7:N0} {SizeOf("") / 1e6,8:N0} {SizeOf("-wal") / 1e6,7:N0}"));
        _processorTime = Environment.CpuUsage.TotalTime;
    }

    private long SizeOf(string suffix) => File.Exists(path + suffix) ? new FileInfo(path + suffix).Length : 0;

    private static CallId NextId(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new(BitConverter.ToUInt64(bytes), BitConverter.ToUInt64(bytes[8..]));
    }
}
