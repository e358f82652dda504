using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Accounting.BatchClient.Tests.Billing;

/// <summary>Large bad input, through the whole command: a line beyond the limit and an archive made to do harm cost one record.</summary>
[Trait("Category", "Slow")]
public sealed class BadInputLargeTests : IDisposable
{
    private const int MiB = 1 << 20;

    private readonly BadInputBench _bench = new();

    // A gzip of some lines, then of one block again and again, then of some lines.
    private string Gzip(string name, string before, byte[] block, int times, string after)
    {
        using var file = File.Create(_bench[name]);
        using var gzip = new GZipStream(file, CompressionLevel.Fastest);
        gzip.Write(Encoding.UTF8.GetBytes(before));
        for (var i = 0; i < times; i++) gzip.Write(block);
        gzip.Write(Encoding.UTF8.GetBytes(after));
        return _bench[name];
    }

    private static byte[] Filled(byte value)
    {
        var block = new byte[MiB];
        block.AsSpan().Fill(value);
        return block;
    }

    [Fact]
    public void Line_Beyond64MiB_IsOneRefusedRecordWithItsBeginning()
    {
        var log = Gzip("a.jsonl.gz", PairLog.Record(0) + "\n{\"x\":\"", Filled((byte)'a'), 70, "\"}\n" + PairLog.Record(4) + "\n");
        var answer = _bench.Bill(3, log);
        Assert.Equal((3, 2, 1), answer.Counts);
        var beginning = Filled((byte)'a');
        "{\"x\":\""u8.CopyTo(beginning);
        var says = $"The line has {70 * MiB + 8} bytes; a record may have at most {64 * MiB}";
        answer.AssertRefused("line_too_long", says, beginning, row: 2);
        var again = _bench.Bill(3, answer.File!);
        Assert.Equal((1, 0, 1), again.Counts);
        var message = again.Quarantine[0].GetProperty("message").GetString();
        Assert.Contains("Bill its own input, mended, in its place", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData('\n')]
    [InlineData(' ')]
    [InlineData('x')]
    public void Gzip_ThatBlowsUp_StopsWithOneRefusedRecord(char of)
    {
        using var file = File.Create(_bench["a.gz"]);
        using (var gzip = new GZipStream(file, CompressionLevel.SmallestSize))
        {
            gzip.Write(Encoding.UTF8.GetBytes(PairLog.Record(0) + "\n"));
            var block = Filled((byte)of);
            for (var i = 0; i < 400; i++) gzip.Write(block);
        }
        var answer = _bench.Bill(3, _bench["a.gz"]);
        Assert.Equal((2, 1, 1), answer.Counts);
        var record = Assert.Single(answer.Quarantine);
        Assert.Equal("decompression_limit", record.GetProperty("reason").GetString());
        foreach (var text in new[] { "decompresses to more than 1000 times its size", "decompress it yourself" })
            Assert.Contains(text, record.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Gzip_OfOneRecordAgainAndAgain_IsReadToItsEndInBoundedMemory()
    {
        var line = Encoding.UTF8.GetBytes(PairLog.Record(0) + "\n");
        var times = 260 * MiB / line.Length;
        var answer = _bench.Bill(0, Gzip("a.gz", "", line, times, ""));
        Assert.Equal((times, 1, times - 1), (answer["read"], answer["accepted"], answer["duplicate"]));
    }

    [Fact]
    public void Records_OfManyTenantsAndModels_AreAllKept()
    {
        var lines = Enumerable.Range(0, 10_000).Select(number =>
            PairLog.Record(0, id: string.Create(CultureInfo.InvariantCulture, $"id-{number}"))
                .Replace("tenant-0", $"tenant-{number}", StringComparison.Ordinal)
                .Replace("gpt-4o-2024-08-06", $"model-{number}", StringComparison.Ordinal));
        var answer = _bench.Bill(3, _bench.Lines("a.jsonl", lines));
        Assert.Equal((10_000, 10_000, 0), answer.Counts);
        Assert.Equal(10_000, answer.Json.GetProperty("incomplete").GetProperty("unpriced").GetArrayLength());
    }

    public void Dispose() => _bench.Dispose();
}
