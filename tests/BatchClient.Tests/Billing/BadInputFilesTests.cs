using System.IO.Compression;
using System.Text;

namespace Accounting.BatchClient.Tests.Billing;

/// <summary>Bad files, through the whole command: what is in them decides, not their names; what cannot be read is said.</summary>
public sealed class BadInputFilesTests : IDisposable
{
    private static readonly byte[] Log = Encoding.UTF8.GetBytes(
        string.Concat(Enumerable.Range(0, 200).Select(number => PairLog.Record(4 * number) + "\n")));
    private static readonly byte[] Png = [0x89, .. "PNG\r\n"u8, 0x1a, .. "\n\0\0\0\rIHDR"u8];

    private static readonly string[] Harmful = ["\e", "\u202e", "line\nfeed"];

    private readonly BadInputBench _bench = new();

    private static byte[] Gzip(byte[] data)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal)) gzip.Write(data);
        return packed.ToArray();
    }

    private static byte[] Brotli(byte[] data)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal)) brotli.Write(data);
        return packed.ToArray();
    }

    /// <summary>A zstd frame of one stored block (RFC 8878 3.1.1).</summary>
    private static byte[] Zstd(byte[] data)
    {
        var header = (data.Length << 3) | 1;
        return [0x28, 0xb5, 0x2f, 0xfd, 0, 10 << 3, (byte)(header & 0xff), (byte)((header >> 8) & 0xff), (byte)(header >> 16), .. data];
    }

    [Fact]
    public void File_Empty_IsDoneWithNoRecord()
    {
        var answer = _bench.Bill(0, _bench.Write("a.jsonl", []), _bench.Write("b.jsonl", "\n\r\n \n"u8));
        Assert.Equal((0, 0, 0), answer.Counts);
        Assert.Equal("0", answer.Json.GetProperty("cost").GetString());
    }

    [Theory]
    [InlineData("gzip.jsonl")]
    [InlineData("gzip.zst")]
    [InlineData("plain.gz")]
    [InlineData("plain.zst")]
    [InlineData("plain.br")]
    [InlineData("plain.png")]
    [InlineData("zstd.gz")]
    [InlineData("brotli.br")]
    [InlineData("brotli.jsonl.br")]
    public void File_WithAWrongEnding_IsReadByItsContent(string name)
    {
        byte[] content = name.Split('.')[0] switch { "gzip" => Gzip(Log), "zstd" => Zstd(Log), "brotli" => Brotli(Log), _ => Log };
        var answer = _bench.Bill(0, _bench.Write(name, content));
        Assert.Equal((200, 200, 0), answer.Counts);
        Assert.Equal(_bench.Bill(0, _bench.Write("same.jsonl", Log), "--ledger", "b.db").Digest, answer.Digest);
    }

    [Fact]
    public void File_AnImageNamedAsALog_IsOneRefusedRecord()
    {
        var answer = _bench.Bill(3, _bench.Write("a.jsonl", Png), _bench.Write("b.jsonl", Log));
        Assert.Equal((201, 200, 1), answer.Counts);
        answer.AssertRefused("unknown_format", "The input is an image, where one JSON object on each line was expected", Png);
    }

    [Fact]
    public void File_TruncatedGzip_GivesItsWholeLinesAndIsBilledOnOnceItIsWhole()
    {
        var packed = Gzip(Log);
        var first = _bench.Bill(3, _bench.Write("a.jsonl.gz", packed.AsSpan(0, packed.Length / 2)));
        Assert.Equal((1, first["read"] - 1), (first["rejected"], first["accepted"]));
        Assert.InRange(first["accepted"], 1, 199);
        var record = Assert.Single(first.Quarantine);
        Assert.Equal("truncated_input", record.GetProperty("reason").GetString());
        foreach (var text in new[] { "cannot be read beyond byte", "ends early", "The complete lines before it were read" })
            Assert.Contains(text, record.GetProperty("message").GetString(), StringComparison.Ordinal);
        var whole = _bench.Bill(0, _bench.Write("a.jsonl.gz", packed));
        Assert.Equal((200 - first["accepted"], first["accepted"]), (whole["accepted"], whole["duplicate"]));
        Assert.Equal(_bench.Bill(0, _bench.Write("b.jsonl", Log), "--ledger", "b.db").Digest, whole.Digest);
    }

    [Fact]
    public void File_OtherBytesBehindAGzip_AreSaid()
    {
        var answer = _bench.Bill(3, _bench.Write("a.gz", [.. Gzip(Log), .. "and more"u8]));
        Assert.Equal((201, 200, 1), answer.Counts);
        Assert.Equal("corrupt_input", Assert.Single(answer.Quarantine).GetProperty("reason").GetString());
    }

    [Fact]
    public void Folder_WithoutALog_SaysWhatALogIs()
    {
        Directory.CreateDirectory(_bench["logs/deep"]);
        _bench.Write("logs/deep/picture.png", Png);
        _bench.Refuse(2, ["No log in the folder", "To bill a file whatever its name is, name it"], _bench["logs"]);
        Assert.False(File.Exists(_bench["a.db"]));
    }

    [Fact]
    public void Folder_WithLinksInACircle_IsReadOnce()
    {
        Directory.CreateDirectory(_bench["logs/inner"]);
        _bench.Write("logs/a.jsonl", Log);
        Directory.CreateSymbolicLink(_bench["logs/inner/up"], _bench["logs"]);
        File.CreateSymbolicLink(_bench["logs/self.jsonl"], _bench["logs/self.jsonl"]);
        File.CreateSymbolicLink(_bench["logs/again.jsonl"], _bench["logs/a.jsonl"]);
        var answer = _bench.Harness.Run("bill", _bench["logs"], "--ledger", "a.db", "--json");
        Assert.True(answer.ExitCode == 2, answer.Out);
        Assert.Contains("self.jsonl", answer.Error, StringComparison.Ordinal);
        File.Delete(_bench["logs/self.jsonl"]);
        Assert.Equal((200, 200, 0), _bench.Bill(0, _bench["logs"]).Counts);
    }

    [Theory]
    [InlineData("line\nfeed.jsonl")]
    [InlineData("quote'\"$(id)`.jsonl")]
    [InlineData("100% #?&.jsonl")]
    [InlineData("\e[31mred.jsonl")]
    [InlineData("日本 \u202e.jsonl")]
    public void File_WithAHostileName_IsReadAndShownHarmlessly(string name)
    {
        var log = _bench.Write(name, Log);
        Assert.Equal((200, 200, 0), _bench.Bill(0, log).Counts);
        Assert.True(_bench.Bill(0, log).Json.GetProperty("inputs")[0].GetProperty("skipped").GetBoolean());
        var shown = _bench.Harness.Run("bill", log, "--ledger", "a.db");
        shown.AssertDone();
        foreach (var bad in Harmful) Assert.DoesNotContain(bad, shown.Out + shown.Error, StringComparison.Ordinal);
        foreach (var command in new[] { "list", "show" })
        {
            string[] arguments = command == "list"
                ? ["runs", "list"]
                : ["runs", "show", _bench.Bill(0, log).Json.GetProperty("run").GetString()!];
            var runs = _bench.Harness.Run([.. arguments, "--ledger", "a.db"]);
            runs.AssertDone();
            foreach (var bad in Harmful) Assert.DoesNotContain(bad, runs.Out, StringComparison.Ordinal);
        }
    }

    public void Dispose() => _bench.Dispose();
}
