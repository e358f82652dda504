using Accounting.Core.Ledger;
using Accounting.Grains.Interfaces.Spending;
using Accounting.Grains.Ledgers;
using Accounting.Grains.Tests.Support;

namespace Accounting.Grains.Tests.Ledgers;

public class PagesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(1000)]
    public void LinePages_AnySize_GiveEachLineOnceAndNeverCutASpendKey(int linesMax)
    {
        var random = new Random(5);
        var lines = Enumerable.Range(0, 60).Select(_ => new TestCall($"t{random.Next(5)}", "", $"m{random.Next(3)}", Slot: random.Next(40)).Key).Distinct()
            .Select(key => new LedgerLine(key, 1, [], null, null)).ToArray();
        var read = new List<LedgerLine>();
        var pages = 0;
        for (string? after = null; ; pages++)
        {
            var page = LinePages.Next(lines, after is null ? null : SpendGrainKey.Parse(after), linesMax);
            Assert.True(page.Lines.Length <= linesMax || page.Lines.Select(line => Core.Ledger.Parts.SpendKey.Of(line.Key)).Distinct().Count() == 1);
            read.AddRange(page.Lines);
            if (page.After is null) break;
            after = page.After;
        }
        Assert.Equal(lines.Length, read.Distinct().Count());
        Assert.Equal(lines.Length, read.Count);
        Assert.Equal(linesMax == 1000, pages == 0);
    }

    [Theory]
    [InlineData(0, 2, "")]
    [InlineData(2, 2, "2")]
    [InlineData(5, 2, "2 2 1")]
    public void EntryPages_AnyNumber_GiveEachEntryOnce(int count, int entriesMax, string expected)
    {
        var posting = new LedgerPosting(1, "r", default, EntryKind.Charge, default, "1", null, null);
        LedgerEntry[] entries = [.. Enumerable.Range(1, count).Select(id => new LedgerEntry(id, posting, new TestCall("t", "").Key, 1, 0, [], null, null))];
        var (sizes, read) = (new List<int>(), new List<long>());
        for (var isLast = false; !isLast;)
        {
            var page = EntryPages.Next(entries.Where(entry => entry.Id > read.LastOrDefault()), entriesMax);
            isLast = page.IsLast;
            if (page.Entries.Length > 0) sizes.Add(page.Entries.Length);
            read.AddRange(page.Entries.Select(entry => entry.Id));
        }
        Assert.Equal(expected, string.Join(' ', sizes));
        Assert.Equal(entries.Select(entry => entry.Id), read);
    }

    [Fact]
    public void RunPages_ByInputs_HaveAtLeastOneRunEach()
    {
        RunRecord[] runs = [.. Enumerable.Range(0, 5).Select(index => new FakeRuns().StartOrResume(
            new TestLog($"c{index}", [.. Enumerable.Range(0, index == 2 ? 9 : 2).Select(_ => Array.Empty<TestCall>())]).Plan) with { Run = $"r{index}" })];
        var pages = new List<string>();
        for (string? after = null; ;)
        {
            var page = RunPages.Next(runs, after, inputsMax: 8);
            pages.Add(string.Join(",", page.Runs.Select(run => run.Run)));
            if (page.IsLast) break;
            after = page.Runs[^1].Run;
        }
        Assert.Equal(["r0,r1", "r2", "r3,r4"], pages);
    }

    [Fact]
    public void QuarantinePages_ByBytes_GiveEachRecordOnce()
    {
        var records = Enumerable.Range(0, 20).Select(index => ("u", new QuarantinedRecord(index, index, "r", "m", new byte[index == 5 ? 500 : 10], 10))).ToArray();
        var read = new List<long>();
        for (var last = false; !last;)
        {
            var page = QuarantinePages.Next(records, read.Count, bytesMax: 35);
            Assert.InRange(page.Records.Length, 1, 3);
            read.AddRange(page.Records.Select(record => record.Row));
            last = page.IsLast;
        }
        Assert.Equal(Enumerable.Range(0, 20).Select(row => (long)row), read);
        Assert.True(QuarantinePages.Next(records, 20, 35).IsLast);
    }
}
