using Accounting.Core.Ledger;
using Accounting.LogReading.Calls;
using Accounting.LogReading.Inputs;
using Accounting.LogReading.Tests.Inputs;
using Accounting.TestKit.Parquet;

namespace Accounting.LogReading.Tests.Parquet;

public sealed class ParquetChunksTests
{
    private const int Seed = 20261122;

    [Theory]
    [InlineData(1, false, false)]
    [InlineData(1, true, true)]
    [InlineData(2, false, true)]
    [InlineData(2, true, false)]
    public void Next_TableOfCalls_GivesTheLinesOfItsTwin(int version, bool gzip, bool dictionary)
    {
        var table = new ChatTable(Seed, 3, 250, newWriter: schema => new(schema) { Version = version, Gzip = gzip, Dictionary = dictionary });
        var (lines, rejected, _) = TableReading.Chunks(table.File, new() { TenantFrom = "embedding_ref" });
        Assert.Empty(rejected);
        Assert.Equal(table.Lines, lines);
    }

    [Fact]
    public void Next_RowsWithIds_LeavesOutColumnsThatNoFormatKnows()
    {
        var table = new ChatTable(Seed, 1, 50);
        var (lines, _, _) = TableReading.Chunks(table.File);
        Assert.Equal(table.Lines.Select(line => line[..line.IndexOf(",\"embedding_ref\"", StringComparison.Ordinal)] + "}"), lines);
    }

    [Theory]
    [InlineData(UsageMode.Auto, "auto", null, false)]
    [InlineData(UsageMode.Reported, "canonical", null, false)]
    [InlineData(UsageMode.Count, "auto", null, true)]
    [InlineData(UsageMode.Verify, "auto", null, true)]
    [InlineData(UsageMode.Auto, "messages", null, true)]
    [InlineData(UsageMode.Auto, "auto", "messages.0.content", true)]
    public void Next_RowsThatReportTheirUsage_AreReadWithTheirTextsOnlyWhereTheyCount(UsageMode usage, string format, string? tenantFrom, bool expected)
    {
        var table = new ChatTable(Seed, 1, 50, reports: true);
        var (lines, _, _) = TableReading.Chunks(table.File, new() { Usage = usage, InputFormat = format, TenantFrom = tenantFrom });
        Assert.All(lines, line => Assert.Equal(expected, line.Contains("\"messages\":", StringComparison.Ordinal)));
    }

    [Fact]
    public void Next_RowsWithoutIds_HasAllColumnsSinceTheyAreTheIdentity()
    {
        var table = new ChatTable(Seed, 1, 50, hasIds: false);
        Assert.Equal(table.Lines, TableReading.Chunks(table.File).Lines);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Next_AnyChunksAndRowGroupsAtOnce_CutsTheSameLines(int atOnce)
    {
        var table = new ChatTable(Seed, 5, 60, hasIds: false);
        foreach (var (bytes, lines) in ((int, int)[])[(1, 1000), (500, 1000), (4000, 7), (1 << 20, 1)])
        {
            var options = new ChunkOptions { LineBytesMax = 1 << 20, ChunkBytes = bytes, LinesMax = lines, RowGroupsAtOnce = atOnce };
            var (read, rejected, ends) = TableReading.Chunks(table.File, options: options);
            Assert.Empty(rejected);
            Assert.Equal(table.Lines, read);
            Assert.Equal(new(table.Jsonl.Length, 301), ends[^1]);
        }
    }

    [Fact]
    public void Next_FileOfFiveGigabytes_IsReadAsASmallOne()
    {
        const long gap = 5L << 30;
        var table = new ChatTable(Seed, 2, 40, hasIds: false, newWriter: schema => new(schema) { Gap = gap });
        var (lines, rejected, _) = TableReading.Chunks(new GappedBytes(table.File, gap));
        Assert.Empty(rejected);
        Assert.Equal(table.Lines, lines);
    }

    [Fact]
    public void Next_FromTheEndOfAnyChunk_GivesTheRest()
    {
        var table = new ChatTable(Seed, 4, 30, hasIds: false);
        var options = Reading.Tiny(900);
        foreach (var end in TableReading.Chunks(table.File, options: options).Ends.SkipLast(1))
            Assert.Equal(table.Lines.Skip((int)end.Row - 1), TableReading.Chunks(table.File, options: options, start: end).Lines);
    }

    [Fact]
    public void Next_FromBehindTheLastRow_SaysThatTheInputChanged()
    {
        var table = new ChatTable(Seed, 1, 30);
        var exception = Assert.Throws<InputChangedException>(() => TableReading.Chunks(table.File, start: new(1000, 40)));
        Assert.Contains("has 30 rows, and an interrupted run has billed 39", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Next_RowThatIsTooLong_CostsThatRow()
    {
        var table = new ChatTable(Seed, 2, 100, hasIds: false);
        var limit = table.Lines.Max(line => System.Text.Encoding.UTF8.GetByteCount(line)) - 1;
        var (lines, rejected, _) = TableReading.Chunks(table.File, options: Reading.Tiny(2000, limit));
        var row = Assert.Single(rejected);
        Assert.Equal(RejectReasons.LineTooLong, row.Reason);
        Assert.Equal(table.Lines.Where((_, i) => i + 1 != row.Row), lines);
        Assert.Contains($"more than {limit} bytes", row.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Next_DamagedRowGroup_CostsItsRowsAndTellsWhich()
    {
        var table = new ChatTable(Seed, 3, 250, hasIds: false, newWriter: schema => new(schema) { PageValues = 100 });
        var file = table.File;
        var third = file.Length / 3;
        file[third + third / 2] ^= 1;
        var (lines, rejected, ends) = TableReading.Chunks(file);
        var problem = Assert.Single(rejected);
        Assert.Equal(RejectReasons.CorruptInput, problem.Reason);
        Assert.Contains("row group 2: column ", problem.Message, StringComparison.Ordinal);
        Assert.InRange(problem.Row, 251, 500);
        Assert.Equal(table.Lines.Take((int)problem.Row - 1).Concat(table.Lines.Skip(500)), lines);
        Assert.Equal(751, ends[^1].Row);
    }

    [Fact]
    public void Next_NoRows_IsOneEmptyChunk()
    {
        var (lines, rejected, ends) = TableReading.Chunks(new ChatTable(Seed, 0, 0).File);
        Assert.Empty(lines);
        Assert.Empty(rejected);
        Assert.Equal(InputPosition.Start, Assert.Single(ends));
    }

    [Theory]
    [InlineData(3, -1, "column id (ByteArray) is compressed with LZO, which is not supported")]
    [InlineData(99, -1, "column id (ByteArray) is compressed with the unknown codec 99, which is not supported")]
    [InlineData(-1, 5, "column id: its values (ByteArray) have the encoding DeltaBinaryPacked (5), which is not supported for them")]
    [InlineData(-1, 77, "column id: its values (ByteArray) have the encoding 77 (77), which is not supported for them")]
    public void Next_CodecOrEncodingThatIsNotSupported_NamesColumnAndFeature(int codec, int encoding, string expected)
    {
        var table = new ChatTable(Seed, 1, 10, newWriter: schema => new(schema) { Codec = codec, Encoding = encoding });
        var (lines, rejected, _) = TableReading.Chunks(table.File);
        Assert.Empty(lines);
        Assert.Equal(RejectReasons.UnknownFormat, Assert.Single(rejected).Reason);
        Assert.Contains(expected, rejected[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Next_NamedColumns_BecomeFields()
    {
        var table = new ChatTable(Seed, 1, 2, hasIds: false);
        var (lines, _, _) = TableReading.Chunks(table.File, new() { Columns = "prompt=messages, id=embedding_ref" });
        Assert.All(lines, line => Assert.Contains("\"prompt\":", line, StringComparison.Ordinal));
        Assert.All(lines, line => Assert.DoesNotContain("\"messages\":", line, StringComparison.Ordinal));
        Assert.All(lines, line => Assert.DoesNotContain("embedding_ref", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("id=nope", "it has no column 'nope' (--columns); its columns are id, tenant, model")]
    [InlineData("id=messages.list", "it has no column 'messages.list'")]
    public void Next_NamedColumnThatIsNotThere_IsRefusedWithTheNames(string columns, string expected)
    {
        var (_, rejected, _) = TableReading.Chunks(new ChatTable(Seed, 1, 2).File, new() { Columns = columns });
        Assert.Contains(expected, Assert.Single(rejected).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("id")]
    [InlineData("id=")]
    [InlineData("id=a,id=b")]
    public void Columns_ThatAreNoList_AreRefused(string columns) => Assert.Throws<ArgumentException>(() => ChunkOptions.CheckColumns(columns));
}
