using System.Globalization;
using Accounting.BatchClient.Tests.Support;
using SQLitePCL;

namespace Accounting.BatchClient.Tests.Billing;

/// <summary>Bad places: ledgers that are none, folders that cannot be written, inputs that change after they were found.</summary>
public sealed class BadInputPlacesTests : IDisposable
{
    private readonly BadInputBench _bench = new();

    [Fact]
    public void Ledger_ThatIsNone_IsRefusedAndLeftAlone()
    {
        var log = _bench.Lines("a.jsonl", PairLog.Record(0));
        _bench.Refuse(1, ["a.jsonl is not a ledger", "Nothing was changed", "--ledger"], log, "--ledger", log);
        Assert.Equal(PairLog.Record(0) + "\n", File.ReadAllText(log));
    }

    [Fact]
    public void Ledger_OfANewerVersion_IsRefusedAndLeftAlone()
    {
        var log = _bench.Lines("a.jsonl", PairLog.Record(0));
        _bench.Bill(0, log);
        Batteries_V2.Init();
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_open(_bench["a.db"], out var database));
        using (database) raw.sqlite3_exec(database, "PRAGMA user_version = 999");
        _bench.Refuse(1, ["a.db", "version"], log);
        _bench.Refuse(1, ["a.db", "version"], log, "--dry-run");
    }

    [Fact]
    public void Ledger_InAFolderThatCannotBeWritten_IsRefused()
    {
        Assert.SkipUnless(Directory.Exists("/proc/self"), "There is no /proc here: a folder that nobody can write is wanted.");
        var log = _bench.Lines("a.jsonl", PairLog.Record(0));
        _bench.Refuse(1, ["/proc/a.db", "cannot be written", "--ledger"], log, "--ledger", "/proc/a.db");
    }

    [Fact]
    public void Ledger_InAFileInPlaceOfAFolder_IsRefused()
    {
        var log = _bench.Lines("a.jsonl", PairLog.Record(0));
        _bench.Refuse(1, ["a.jsonl/a.db", "folder", "--ledger"], log, "--ledger", Path.Combine(log, "a.db"));
        _bench.Refuse(1, ["nowhere", "folder", "--ledger"], log, "--ledger", _bench["nowhere/a.db"]);
    }

    [Fact]
    public void Quarantine_InAFolderThatIsNotThere_IsRefusedBeforeAnyWork()
    {
        var log = _bench.Lines("a.jsonl", PairLog.Record(0), "oops");
        _bench.Refuse(2, ["nowhere/q.jsonl", "in a folder that exists"], log, "--quarantine", _bench["nowhere/q.jsonl"]);
        _bench.Refuse(2, ["expected a file's name"], log, "--quarantine", _bench.Harness.Folder);
        Assert.False(File.Exists(_bench["a.db"]));
    }

    /// <summary>The log itself, the ledger and the mended quarantine file were overwritten.</summary>
    [Fact]
    public void Quarantine_InPlaceOfAnInputOrTheLedger_IsRefused()
    {
        var log = _bench.Lines("a.jsonl", PairLog.Record(0), "oops");
        File.CreateSymbolicLink(_bench["link.jsonl"], log);
        _bench.Refuse(2, ["is an input of this command"], log, "--quarantine", log);
        _bench.Refuse(2, ["is an input of this command"], _bench["link.jsonl"], "--quarantine", log);
        _bench.Refuse(2, ["is the ledger"], log, "--quarantine", _bench["a.db"]);
        var kept = _bench.Bill(3, log).File!;
        _bench.Refuse(2, ["is an input of this command"], kept, "--quarantine", kept);
    }

    /// <summary>A run was finished before its file was written: who was stopped in between never got it.</summary>
    [Fact]
    public void Quarantine_ThatCannotBeWritten_IsWrittenByTheSameCommandAgain()
    {
        var log = _bench.Lines("a.jsonl", PairLog.Record(0), "oops");
        Directory.CreateDirectory(_bench["q.jsonl.part/in-the-way"]);
        _bench.Refuse(1, ["q.jsonl", "The ledger keeps them", "run the same command again"], log, "--quarantine", _bench["q.jsonl"]);
        Directory.Delete(_bench["q.jsonl.part"], recursive: true);
        var answer = _bench.Bill(3, log, "--quarantine", _bench["q.jsonl"]);
        Assert.Equal((2, 1, 1), answer.Counts);
        answer.AssertRefused("invalid_json", "Not JSON", "oops"u8, row: 2);
    }

    [Fact]
    public void Input_VanishesBetweenPlanAndRead_SaysWhichAndGoesOnWhenItIsBack()
    {
        var (first, second) = (_bench.Lines("a.jsonl", PairLog.Record(0)), _bench.Lines("b.jsonl", PairLog.Record(4)));
        var time = File.GetLastWriteTimeUtc(second);
        _bench.Harness.Time = new Meddler(() => File.Delete(second));
        _bench.Refuse(1, ["b.jsonl", "Put it back", "again"], first, second);
        _bench.Harness.Time = new CommandHarness.FixedTime(new(2026, 11, 22, 11, 0, 0, TimeSpan.Zero));
        _bench.Lines("b.jsonl", PairLog.Record(4));
        File.SetLastWriteTimeUtc(second, time);
        var resumed = _bench.Bill(0, first, second);
        Assert.Equal((2, 2, 0), resumed.Counts);
        Assert.Equal(_bench.Bill(0, first, second, "--ledger", "b.db").Digest, resumed.Digest);
    }

    [Fact]
    public void Input_GrowsBetweenPlanAndRead_IsReadToItsEndAndBilledOnNextTime()
    {
        var log = _bench.Lines("a.jsonl", PairLog.Record(0));
        _bench.Harness.Time = new Meddler(() => File.AppendAllText(log, PairLog.Record(4) + "\n" + PairLog.Record(8)[..50]));
        var first = _bench.Bill(3, log);
        Assert.Equal((3, 2, 1), first.Counts);
        _bench.Harness.Time = new CommandHarness.FixedTime(new(2026, 11, 22, 11, 0, 0, TimeSpan.Zero));
        _bench.Lines("a.jsonl", PairLog.Record(0), PairLog.Record(4), PairLog.Record(8));
        var second = _bench.Bill(0, log);
        Assert.Equal((1, 2), (second["accepted"], second["duplicate"]));
    }

    [Fact]
    public void Input_ChangedBetweenInterruptionAndResumption_LosesAndDoublesNothing()
    {
        var (first, second) = (_bench.Lines("a.jsonl", PairLog.Record(0), PairLog.Record(4)), _bench.Lines("b.jsonl", PairLog.Record(8)));
        _bench.Harness.Time = new Meddler(() => File.Delete(second));
        _bench.Refuse(1, ["b.jsonl"], first, second);
        _bench.Harness.Time = new CommandHarness.FixedTime(new(2026, 11, 22, 11, 0, 0, TimeSpan.Zero));
        _bench.Lines("a.jsonl", PairLog.Record(12), PairLog.Record(0), PairLog.Record(4));
        _bench.Lines("b.jsonl", PairLog.Record(4), PairLog.Record(16));
        Assert.Equal(5, _bench.Bill(0, first, second)["read"]);
        var all = _bench.Lines("all.jsonl", new[] { 0, 4, 12, 16 }.Select(number => PairLog.Record(number)));
        Assert.Equal(_bench.Bill(0, all, "--ledger", "b.db").Digest, _bench.DigestOf("a.db"));
    }

    [Fact]
    public void Sum_OfManyAbsurdRecords_IsBilledLikeAnyOther()
    {
        var answer = _bench.Bill(0, _bench.Lines("a.jsonl", Enumerable.Range(0, 1_100).Select(Huge)));
        Assert.Equal(1_100L << 40, answer.Json.GetProperty("tokens").GetProperty("input_tokens").GetInt64());
    }

    private static string Huge(int number) =>
        PairLog.Record(0, id: string.Create(CultureInfo.InvariantCulture, $"id-{number}"))
            .Replace("\"prompt_tokens\":100", "\"prompt_tokens\":1099511627776", StringComparison.Ordinal)
            .Replace("\"total_tokens\":101,", "", StringComparison.Ordinal);

    // Does something when the run is planned: the inputs are found by then and not yet read.
    private sealed class Meddler(Action meddle) : TimeProvider
    {
        private bool _done;

        public override DateTimeOffset GetUtcNow()
        {
            if (!_done) meddle();
            _done = true;
            return new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
        }
    }

    public void Dispose() => _bench.Dispose();
}
