using System.Globalization;
using System.IO.Compression;
using System.Text;
using Accounting.Core.Ledger;
using Accounting.Core.Usage;
using Accounting.LogReading.Calls;
using Accounting.LogReading.Inputs;
using Accounting.TestKit;

namespace Accounting.LogReading.Tests.Inputs;

/// <summary>CSV files with a header.</summary>
public sealed class CsvChunksTests
{
    private static readonly ReadingOptions Gpt4 = new() { Tenant = "demo", Model = "gpt-4o" };

    private static ChunkPosting Read(string csv, ReadingOptions? options = null, int chunkBytes = Limits.ChunkBytesDefault) => Read(Encoding.UTF8.GetBytes(csv), options, chunkBytes);

    private static ChunkPosting Read(byte[] csv, ReadingOptions? options = null, int chunkBytes = Limits.ChunkBytesDefault)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "log");
        File.WriteAllBytes(path, csv);
        return ReadFile(path, options ?? Gpt4, InputPosition.Start, chunkBytes);
    }

    private static ChunkPosting ReadFile(string path, ReadingOptions options, InputPosition start, int chunkBytes)
    {
        var posting = new ChunkPosting();
        var reader = new RecordChunkReader(options);
        using var source = new ChunkSource(Input.OfFile(path), 0, start, new() { LineBytesMax = Limits.LineBytesMax - 1, ChunkBytes = chunkBytes });
        var next = start;
        while (source.Next(TestContext.Current.CancellationToken) is { } chunk)
        {
            Assert.Equal(next, chunk.Start);
            next = chunk.Next;
            reader.Read(chunk, "file:///log", posting, TestContext.Current.CancellationToken);
        }
        return posting;
    }

    private static long Sum(ChunkPosting posting, Meter meter) => posting.Quantities.Where(quantity => quantity.Meter == meter).Sum(quantity => quantity.Amount);

    [Theory]
    [InlineData("model,input_tokens,output_tokens\ngpt-4o,10,5\ngpt-5,20,6\n")]
    [InlineData("model;input_tokens;output_tokens\r\ngpt-4o;10;5\r\ngpt-5;20;6")]
    [InlineData("\ufeffmodel\tinput_tokens\toutput_tokens\ngpt-4o\t10\t5\n\ngpt-5\t20\t6\n")]
    [InlineData("\"model\",\"input_tokens\",\"output_tokens\"\n\"gpt-4o\",\"10\",\"5\"\n\"gpt-5\",\"20\",\"6\"\n")]
    public void Csv_WithAHeader_IsARecordPerRow(string csv)
    {
        var posting = Read(csv, new() { Tenant = "demo" });
        Assert.Equal((2, 2, 30, 11), (posting.Read, posting.Calls.Count, Sum(posting, Meter.InputTokens), Sum(posting, Meter.OutputTokens)));
        Assert.Equal(["gpt-4o", "gpt-5"], posting.Keys.Select(key => key.ResponseModel));
        Assert.Equal([1L, 2], posting.Calls.Select(call => call.Record.Row));
    }

    [Fact]
    public void Csv_QuotesLineBreaksAndJsonInFields_AreKept()
    {
        var posting = Read("id,model,messages\n\"a,\"\"1\"\"\",gpt-4o,\"[{\"\"role\"\":\"\"user\"\",\"\"content\"\":\"\"hello world\"\"}]\"\n\"b\n2\",gpt-4o,\"[{\"\"role\"\":\"\"user\"\",\"\"content\"\":\"\"hello\"\"}]\"\n", new() { Tenant = "demo" });
        Assert.Equal([CallId.FromProviderId("demo", "a,\"1\""u8), CallId.FromProviderId("demo", "b\n2"u8)], posting.Calls.Select(call => call.Id));
        Assert.Equal(9 + 8, Sum(posting, Meter.InputTokens));
    }

    [Fact]
    public void Csv_BadRows_CostOneRecordEach()
    {
        var posting = Read("model,input_tokens,output_tokens\ngpt-4o,1,1\ngpt-4o,2\ngpt-4o,3,3,3\ngpt-4o,x,4\ngpt-4o,5,5\n");
        Assert.Equal((5, 2), (posting.Read, posting.Calls.Count));
        Assert.Equal(["2 invalid_csv", "3 invalid_csv", "4 invalid_quantity"], posting.Rejected.Select(record => $"{record.Row} {record.Reason}"));
        Assert.Equal("gpt-4o,2", Encoding.UTF8.GetString(posting.Rejected[0].Raw));
        Assert.Contains("The row has 2 fields; the header has 3", posting.Rejected[0].Message, StringComparison.Ordinal);
        Assert.Equal([1L, 5], posting.Calls.Select(call => call.Record.Row));
    }

    [Theory]
    [InlineData("just a text\nof two lines\n")]
    [InlineData("one, two\nthree\n")]
    [InlineData("2026-01-01,12\n2026-01-02,13\n")]
    [InlineData("a,a\n1,2\n")]
    public void Csv_WhatIsNone_IsReadAsLines(string text) => Assert.All(Read(text).Rejected, record => Assert.Equal("invalid_json", record.Reason));

    [Fact]
    public void Csv_AnyChunkSize_GivesTheSame()
    {
        const int seed = 20261122;
        var random = new Random(seed);
        var csv = new StringBuilder("id,model,input_tokens,output_tokens\n");
        for (var i = 0; i < 2_000; i++)
            csv.Append(CultureInfo.InvariantCulture, $"{(random.Next(9) == 0 ? "" : $"id{i}")},gpt-4o,{random.Next(5000)},{(random.Next(50) == 0 ? "1,2" : random.Next(500))}\n");
        var whole = Read(csv.ToString());
        var pieces = Read(csv.ToString(), chunkBytes: 500);
        Assert.True(whole.Calls.Select(call => (call.Id, call.Facts, call.Record.Row)).SequenceEqual(pieces.Calls.Select(call => (call.Id, call.Facts, call.Record.Row))), $"seed {seed}");
        Assert.True(whole.Rejected.Select(record => (record.Row, record.Offset)).SequenceEqual(pieces.Rejected.Select(record => (record.Row, record.Offset))), $"seed {seed}");
        Assert.Equal(2_000, pieces.Read);
    }

    [Fact]
    public void Csv_FromWhereARunStopped_GoesOn()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "log.csv");
        File.WriteAllText(path, "model,input_tokens,output_tokens\n" + string.Concat(Enumerable.Range(1, 1_000).Select(i => $"gpt-4o,{i},1\n")));
        using var source = new ChunkSource(Input.OfFile(path), 0, InputPosition.Start, new() { ChunkBytes = Limits.ChunkBytesMin });
        var first = source.Next(TestContext.Current.CancellationToken)!;
        var rest = ReadFile(path, Gpt4, first.Next, Limits.ChunkBytesDefault);
        Assert.Equal((1_000 - (first.Next.Row - 1), first.Next.Row), (rest.Calls.Count, rest.Calls[0].Record.Row));
    }

    [Fact]
    public void Csv_PackedAndCutOff_GivesTheRowsBeforeAndSaysSo()
    {
        var rows = string.Concat(Enumerable.Range(1, 20_000).Select(i => $"gpt-4o,{i},{i * 7919 % 1000}\n"));
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes("model,input_tokens,output_tokens\n" + rows));
        Assert.Equal(20_000, Read(packed.ToArray()).Calls.Count);
        var cut = Read(packed.ToArray()[..(int)(packed.Length / 2)]);
        Assert.InRange(cut.Calls.Count, 1_000, 19_000);
        Assert.Contains(cut.Rejected, record => record.Reason == "truncated_input");
    }

    [Fact]
    public void Csv_FolderOfTables_TakesThoseOfCalls()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "usage.csv"), "model,input_tokens,output_tokens\ngpt-4o,1,1\n");
        File.WriteAllText(Path.Combine(folder.Path, "people.csv"), "name,street\nx,y\n");
        var found = InputDiscovery.Find([folder.Path]);
        Assert.EndsWith("usage.csv", Assert.Single(found.Inputs).Path, StringComparison.Ordinal);
        Assert.Contains("people.csv", Assert.Single(found.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Csv_AzureTrace_SumsInEqualSumsOut()
    {
        Assert.SkipWhen(Checkout.Shared is null, Checkout.NoSharedData);
        var path = Path.Combine(Checkout.Shared!, "data", "traces", "azure-2023-code.csv");
        var rows = File.ReadAllLines(path).Skip(1).Where(line => line.Length > 0).Select(line => line.Split(',')).ToList();
        var posting = ReadFile(path, Gpt4, InputPosition.Start, Limits.ChunkBytesMin);
        Assert.Equal((rows.Count, rows.Count), (posting.Read, posting.Calls.Count));
        Assert.Equal(rows.Sum(row => long.Parse(row[1], CultureInfo.InvariantCulture)), Sum(posting, Meter.InputTokens));
        Assert.Equal(rows.Sum(row => long.Parse(row[2], CultureInfo.InvariantCulture)), Sum(posting, Meter.OutputTokens));
        Assert.Equal(rows.Count, posting.Calls.Select(call => call.Id).Distinct().Count());
    }
}
