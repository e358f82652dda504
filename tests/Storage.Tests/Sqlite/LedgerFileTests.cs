using Accounting.Core.Ledger;
using Accounting.Storage.Tests.Support;
using Accounting.TestKit;

namespace Accounting.Storage.Tests.Sqlite;

public sealed class LedgerFileTests : IDisposable
{
    private static readonly TestInput Input = new("file:///a", new("1"), new("2"), new("3"));

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(LedgerAccess.ReadOnly)]
    [InlineData(LedgerAccess.ReadWrite)]
    public void Open_NoLedger_SaysSoAndMakesNone(LedgerAccess access)
    {
        AssertFault(LedgerFault.NotFound, "There is no ledger at", () => Open("missing.db", access));
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Theory]
    [InlineData(LedgerAccess.ReadOnly)]
    [InlineData(LedgerAccess.Create)]
    public void Open_AFileThatIsNoDatabase_IsRefusedAndLeftAlone(LedgerAccess access)
    {
        var text = new string('x', 5000);
        File.WriteAllText(At("text.db"), text);
        AssertFault(LedgerFault.NotALedger, "is not a ledger", () => Open("text.db", access));
        Assert.Equal(text, File.ReadAllText(At("text.db")));
    }

    [Theory]
    [InlineData(LedgerAccess.ReadOnly)]
    [InlineData(LedgerAccess.Create)]
    public void Open_ADatabaseOfAnotherProgram_IsRefused(LedgerAccess access)
    {
        WithLedger("other.db", ledger => ledger.WriterConnection!.Execute("PRAGMA application_id = 7"));
        AssertFault(LedgerFault.NotALedger, "of another program", () => Open("other.db", access));
    }

    [Theory]
    [InlineData(LedgerAccess.ReadOnly)]
    [InlineData(LedgerAccess.Create)]
    public void Open_ALedgerOfANewerVersion_IsRefused(LedgerAccess access)
    {
        WithLedger("newer.db", ledger => ledger.WriterConnection!.Execute("PRAGMA user_version = 99"));
        AssertFault(LedgerFault.NewerVersion, "has format 99", () => Open("newer.db", access));
    }

    [Fact]
    public void Open_AFolder_IsRefused() => AssertFault(LedgerFault.NotALedger, "it is a folder", () => Open(".", LedgerAccess.Create));

    [Fact]
    public void Open_AnEmptyFile_BecomesALedgerOnlyWhenOneIsToBeMade()
    {
        File.WriteAllBytes(At("empty.db"), []);
        AssertFault(LedgerFault.NotALedger, "it is empty", () => Open("empty.db", LedgerAccess.ReadOnly));
        AssertFault(LedgerFault.NotALedger, "it is empty", () => Open("empty.db", LedgerAccess.ReadWrite));
        Open("empty.db", LedgerAccess.Create).Dispose();
        using var reader = Open("empty.db", LedgerAccess.ReadOnly);
        Assert.Empty(reader.Runs());
    }

    [Fact]
    public void Open_TwoWriters_TheSecondIsRefusedAndAReaderIsNot()
    {
        using var writer = Open("a.db", LedgerAccess.Create);
        AssertFault(LedgerFault.Locked, "one writer at a time", () => Open("a.db", LedgerAccess.ReadWrite));
        var run = writer.StartOrResume(Plans.Of("a", Input)).Run;
        writer.PostChunk(run, Chunks.One(0, Input, 0, 2), TestPrices.Standard);
        using var reader = Open("a.db", LedgerAccess.ReadOnly);
        Assert.Equal(2, reader.Lines(new()).Sum(line => line.Calls));
        writer.PostChunk(run, Chunks.One(0, Input, 2, 1), TestPrices.Standard);
        Assert.Equal(3, reader.Lines(new()).Sum(line => line.Calls));
    }

    [Fact]
    public void Open_AfterTheWriterEnded_TheLockIsFree()
    {
        Open("a.db", LedgerAccess.Create).Dispose();
        Open("a.db", LedgerAccess.ReadWrite).Dispose();
    }

    [Fact]
    public void Create_TheFile_IsForItsOwnerOnly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        Open("a.db", LedgerAccess.Create).Dispose();
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(At("a.db")));
    }

    [Fact]
    public void Create_InAFolderThatIsNotThere_SaysSo() =>
        AssertFault(LedgerFault.ReadOnly, "cannot be written", () => Open(Path.Combine("nowhere", "a.db"), LedgerAccess.Create));

    [Fact]
    public void Create_InAFolderThatCannotBeWritten_SaysSo()
    {
        Assert.SkipWhen(!OperatingSystem.IsLinux(), "Needs a folder that nobody can write to: /proc.");
        AssertFault(LedgerFault.ReadOnly, "cannot be written", () => Open("/proc/a.db", LedgerAccess.Create));
    }

    [Fact]
    public void Open_AReadOnlyFolder_CanBeQueriedButNotWritten()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        WithLedger("a.db", ledger => Bill(ledger));
        if (OperatingSystem.IsWindows()) return;
        File.SetUnixFileMode(_folder.Path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            using (var reader = Open("a.db", LedgerAccess.ReadOnly)) Assert.Equal(3, reader.Lines(new()).Sum(line => line.Calls));
            Assert.SkipWhen(CanWrite(), "This user may write anywhere.");
            AssertFault(LedgerFault.ReadOnly, "cannot be written", () => Open("a.db", LedgerAccess.ReadWrite));
        }
        finally
        {
            File.SetUnixFileMode(_folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public void PostChunk_OnAFullDisk_StoresNothingAndGoesOnOnceThereIsRoom()
    {
        using var ledger = Open("a.db", LedgerAccess.Create);
        var run = ledger.StartOrResume(Plans.Of("a", Input)).Run;
        ledger.PostChunk(run, Chunks.One(0, Input, 0, 1), TestPrices.Standard);
        var digest = ledger.Digest();
        ledger.WriterConnection!.Execute("PRAGMA max_page_count = 1");
        var big = Chunks.One(0, Input, 1, 2);
        big.Rejected.Add(new(3, 20, RejectReasons.InvalidJson, "bad", new byte[200_000], 200_000));
        big.Read++;
        AssertFault(LedgerFault.Full, "the disk is full", () => ledger.PostChunk(run, big, TestPrices.Standard));
        Assert.Equal(digest, ledger.Digest());
        Assert.Empty(ledger.Verify());
        ledger.WriterConnection!.Execute("PRAGMA max_page_count = 1000000");
        Assert.Equal(new RecordCounts(3, 2, 0, 0, 0, 1), ledger.PostChunk(run, big, TestPrices.Standard).Counts);
        ledger.Finish(run);
        Assert.Empty(ledger.Verify());
    }

    [Fact]
    public void Open_ADamagedLedger_SaysSo()
    {
        WithLedger("a.db", ledger => Bill(ledger));
        var bytes = File.ReadAllBytes(At("a.db"));
        bytes.AsSpan(8192).Fill(0xEE);
        File.WriteAllBytes(At("a.db"), bytes);
        using var reader = Open("a.db", LedgerAccess.ReadOnly);
        AssertFault(LedgerFault.Damaged, "is damaged", () => reader.Digest());
        Assert.NotEmpty(reader.Verify());
    }

    [Fact]
    public void WriterAfterAKill_FindsWhatWasCommitted()
    {
        WithLedger("a.db", ledger =>
        {
            var run = ledger.StartOrResume(Plans.Of("a", Input)).Run;
            ledger.PostChunk(run, Chunks.One(0, Input, 0, 2), TestPrices.Standard);
            // What is on the disk in this moment is what a killed process leaves: the file and its log, in the middle of a transaction.
            ledger.WriterConnection!.Execute("BEGIN IMMEDIATE; DELETE FROM quarantine; UPDATE inputs SET read = 1000");
            foreach (var suffix in new[] { "", "-wal" }) File.Copy(At("a.db" + suffix), At("killed.db" + suffix));
            ledger.WriterConnection!.Execute("ROLLBACK");
        });
        using var again = Open("killed.db", LedgerAccess.ReadWrite);
        var resumed = again.StartOrResume(Plans.Of("a", Input));
        Assert.Equal(new InputPosition(20, 3), resumed.Inputs[0].Next);
        again.PostChunk(resumed.Run, Chunks.One(0, Input, 2, 1), TestPrices.Standard);
        again.Finish(resumed.Run);
        Assert.Empty(again.Verify());
    }

    public void Dispose() => _folder.Dispose();

    private static void Bill(SqliteAccounting ledger)
    {
        var run = ledger.StartOrResume(Plans.Of("a", Input)).Run;
        ledger.PostChunk(run, Chunks.One(0, Input, 0, 3), TestPrices.Standard);
        ledger.Finish(run);
    }

    private static void AssertFault(LedgerFault fault, string message, Action act)
    {
        var exception = Assert.Throws<LedgerException>(act);
        Assert.Equal(fault, exception.Fault);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    private static void AssertFault(LedgerFault fault, string message, Func<object> act) => AssertFault(fault, message, () => { _ = act(); });

    private string At(string name) => _folder[name];

    private SqliteAccounting Open(string name, LedgerAccess access) => SqliteAccounting.Open(At(name), access, new ManualTime(), SqliteTestLedger.Shape);

    private void WithLedger(string name, Action<SqliteAccounting> act)
    {
        using var ledger = Open(name, LedgerAccess.Create);
        act(ledger);
    }

    private bool CanWrite()
    {
        try
        {
            File.WriteAllText(At("probe"), "");
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }
}
