using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Accounting.Core.Ledger;
using Accounting.LogReading.Inputs;
using Accounting.TestKit;
using static Accounting.LogReading.Tests.Inputs.Reading;

namespace Accounting.LogReading.Tests.Inputs;

public class ChunkSourceTests
{
    private const string Small = "{\"a\":1}\n{\"b\":22}\r\n\n{\"c\":\"äöü\"}\n{\"d\":4}";

    [Fact]
    public void Next_EveryChunkSize_GivesTheSameLines()
    {
        var expected = Read(Utf8(Small));
        Assert.Equal(["{\"a\":1}\n", "{\"b\":22}\r\n", "\n", "{\"c\":\"äöü\"}\n", "{\"d\":4}"], expected.Texts);
        Assert.Equal([1L, 2, 3, 4, 5], expected.Lines.Select(static line => line.Row));
        Assert.Equal([0L, 8, 18, 19, 34], expected.Lines.Select(static line => line.Offset));
        for (var chunkBytes = 1; chunkBytes <= Small.Length + 5; chunkBytes++)
            Assert.Equal(expected.Lines, Read(Utf8(Small), Tiny(chunkBytes)).Lines);
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Next_FromAnyChunkEnd_GivesTheSameRest(int seed)
    {
        var random = new Random(seed);
        var text = RandomLines(random);
        var options = Tiny(random.Next(1, 60), linesMax: random.Next(1, 8));
        var whole = Read(text, options);
        Assert.Equal(Read(text).Lines, whole.Lines);
        foreach (var (end, index) in whole.Ends.Select(static (end, index) => (end, index)))
        {
            var rest = Read(text, options, end);
            Assert.True(whole.Lines.Where(line => line.Offset >= end.Offset).SequenceEqual(rest.Lines), $"seed {seed}, from {end}");
            if (index < whole.Ends.Count - 1) Assert.Equal(whole.Ends.Skip(index + 1), rest.Ends);
        }
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Fact]
    public void Next_LinesLongerThanAChunk_StandAlone()
    {
        var text = Utf8("{}\n{\"long\":\"" + new string('x', 50) + "\"}\n{}\n{}\n");
        var read = Read(text, Tiny(8));
        Assert.Equal([3L, 65, 71], read.Ends.Select(static end => end.Offset));
    }

    /// <summary>A million lines of two bytes each were refused in a few chunks, which took 1.2 GB.</summary>
    [Fact]
    public void Next_ManyTinyLines_AreCutIntoSmallChunks()
    {
        var read = Read(Utf8("a\nb\n\n\nc\n\nd\ne"), Tiny(1000, linesMax: 2));
        Assert.Equal([4L, 11, 12], read.Ends.Select(static end => end.Offset));
    }

    [Fact]
    public void Next_EmptyInput_OneChunkWithoutBytes()
    {
        using var source = new ChunkSource(() => OpenedInput.Open(new MemoryStream(), null, true), InputPosition.Start, new());
        var chunk = source.Next(TestContext.Current.CancellationToken)!;
        Assert.True(chunk.EndOfInput);
        Assert.Equal((0, InputPosition.Start, InputPosition.Start), (chunk.Bytes.Length, chunk.Start, chunk.Next));
        Assert.Null(source.Next(TestContext.Current.CancellationToken));
    }

    [Theory, InlineData(1), InlineData(9), InlineData(100)]
    public void Next_ByteOrderMark_IsNoPartOfTheFirstRecord(int chunkBytes)
    {
        var read = Read(Utf8("\ufeff{\"a\":1}\n{}\n"), Tiny(chunkBytes));
        Assert.Equal([new Line(1, 3, "{\"a\":1}\n"), new Line(2, 11, "{}\n")], read.Lines);
    }

    [Fact]
    public void Next_NulBytes_StayInTheirLine()
    {
        var read = Read(Utf8("{\"a\":1}\n\0\0\0\0\n{\"b\":\"\0\"}\n"));
        Assert.Equal(["{\"a\":1}\n", "\0\0\0\0\n", "{\"b\":\"\0\"}\n"], read.Texts);
        Assert.Empty(read.Rejected);
    }

    [Fact]
    public void Next_TruncatedLastLine_IsARecord() =>
        Assert.Equal(["{\"a\":1}\n", "{\"b\":"], Read(Utf8("{\"a\":1}\n{\"b\":")).Texts);

    [Theory, InlineData(false), InlineData(true)]
    public void Next_LineBeyondTheLimit_IsOneRejectedRecord(bool last)
    {
        var text = "{}\n[" + new string('7', 40) + (last ? "" : "\n{\"next\":1}\n");
        for (var chunkBytes = 1; chunkBytes <= 16; chunkBytes++)
        {
            var read = Read(Utf8(text), Tiny(chunkBytes, lineBytesMax: 16));
            Assert.Equal(last ? [new(1, 0, "{}\n")] : [new(1, 0, "{}\n"), new Line(3, 45, "{\"next\":1}\n")], read.Lines);
            var rejected = Assert.Single(read.Rejected);
            Assert.Equal((2L, 3L, RejectReasons.LineTooLong, 41L), (rejected.Row, rejected.Offset, rejected.Reason, rejected.RawLength));
            Assert.Equal("The line has 41 bytes; a record may have at most 16. "
                + "It looks like a JSON array: make one line of each element with jq -c '.[]' FILE | accounting bill -", rejected.Message);
            Assert.StartsWith("[777", Encoding.UTF8.GetString(rejected.Raw), StringComparison.Ordinal);
        }
    }

    [Theory, InlineData(16, 0), InlineData(17, 1)]
    public void Next_LineAtTheLimit_IsTaken(int length, int rejected) =>
        Assert.Equal(rejected, Read(Utf8(new string('x', length) + "\n{}\n"), Tiny(4, lineBytesMax: 16)).Rejected.Count);

    [Fact]
    public void Next_ThreeGigabyteLine_CostsLittleMemory()
    {
        const long Length = 3_000_000_000;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var read = Read(() => OpenedInput.Open(new OneLine(Length), null, hashPlain: false));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(["{\"after\":1}\n"], read.Texts);
        var rejected = Assert.Single(read.Rejected);
        Assert.Equal((1L, 0L, Length, QuarantinedRecord.RawBytesMax), (rejected.Row, rejected.Offset, rejected.RawLength, rejected.Raw.Length));
        Assert.Equal("The line has 3000000000 bytes; a record may have at most 67108864. Look whether line feeds are missing between records.", rejected.Message);
        Assert.Equal(2, read.Lines[0].Row);
        Assert.True(allocated < 128L << 20, $"{allocated} bytes were allocated");
    }

    [Fact]
    public void Next_WholeInput_GivesItsDigest()
    {
        var expected = Convert.ToHexStringLower(SHA256.HashData(Utf8(Small)));
        Assert.Equal(expected, Read(Utf8(Small), Tiny(5)).Sha256);
    }

    [Fact]
    public void Next_PlainFile_HasNoDigestAndCountsBytes()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.jsonl", Small);
        using var source = new ChunkSource(Input.OfFile(path), 7, new(19, 4), Tiny(5));
        var first = source.Next(TestContext.Current.CancellationToken)!;
        Assert.Equal((7, new InputPosition(19, 4)), (first.InputOrdinal, first.Start));
        Assert.Equal("{\"c\":\"äöü\"}\n", Encoding.UTF8.GetString(first.Bytes.Span));
        var last = source.Next(TestContext.Current.CancellationToken)!;
        Assert.True(last.EndOfInput);
        Assert.Null(last.InputSha256);
        Assert.Equal(Utf8(Small).Length, source.CompressedBytesRead);
    }

    [Fact]
    public void Next_InputShorterThanTheStart_Throws()
    {
        var exception = Assert.Throws<InputChangedException>(() => Read(Utf8(Small), start: new(1000, 30)));
        Assert.Equal("stdin: ends before byte 1000, up to which an interrupted run has billed it: it is not the input that it was. "
            + "Put the old one back, or undo the run: accounting runs list, accounting runs void RUN --reason TEXT", exception.Message);
    }

    [Fact]
    public void Release_CalledTwice_GivesTheMemoryBackOnce()
    {
        var options = new ChunkOptions { ChunkBytes = Limits.ChunkBytesMin };
        using var source = new ChunkSource(() => OpenedInput.Open(new MemoryStream(Utf8("{}\n")), null, false), InputPosition.Start, options);
        var chunk = source.Next(TestContext.Current.CancellationToken)!;
        chunk.Release();
        chunk.Release();
        Assert.NotSame(options.Pool.Rent(1), options.Pool.Rent(1));
    }

    [Theory, InlineData(4095), InlineData((64 << 20) + 1)]
    public void ChunkOptions_SizeOutOfBounds_IsRefused(int bytes)
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => new ChunkOptions { ChunkBytes = bytes });
        Assert.StartsWith("A chunk has 4096 (4 KiB) to 67108864 (64 MiB) bytes.", exception.Message, StringComparison.Ordinal);
    }

    private static byte[] RandomLines(Random random)
    {
        var text = new StringBuilder("{\"first\":1}\n");
        for (var line = random.Next(1, 40); line > 0; line--)
            text.Append(CultureInfo.InvariantCulture, $"{{\"{new string('k', random.Next(0, 90))}\":{random.Next()}}}").Append(random.Next(4) == 0 ? "\r\n" : "\n");
        if (random.Next(2) == 0) text.Append("{\"last\":1}");
        return Utf8(text.ToString());
    }

    /// <summary>A line of the given length and a short one, made as they are read.</summary>
    private sealed class OneLine(long length) : MemoryStream
    {
        private static readonly byte[] Tail = "\n{\"after\":1}\n"u8.ToArray();
        private long _left = length;
        private int _tail;

        public override int Read(Span<byte> buffer)
        {
            if (_left > 0)
            {
                var count = (int)Math.Min(_left, buffer.Length);
                buffer[..count].Fill((byte)'x');
                _left -= count;
                return count;
            }
            var rest = Math.Min(Tail.Length - _tail, buffer.Length);
            Tail.AsSpan(_tail, rest).CopyTo(buffer);
            _tail += rest;
            return rest;
        }
    }
}
