using System.Security.Cryptography;
using System.Text;
using Accounting.Core.Ledger;
using Accounting.LogReading.Inputs;
using Accounting.LogReading.Tests.Inputs;
using static Accounting.LogReading.Tests.Inputs.Reading;

namespace Accounting.LogReading.Tests.Compression;

public class PackedInputTests
{
    private static readonly byte[] Log = MakeLog(seed: 1, lines: 2000);

    public static TheoryData<string> Packers => ["gzip", "zstd", "brotli"];

    [Theory, MemberData(nameof(Packers))]
    public void Next_Packed_GivesThePlainLines(string packer)
    {
        var packed = Pack(packer, Log);
        var read = Read(packed, Tiny(1000));
        var plain = Read(Log, Tiny(1000));
        Assert.Equal(plain.Lines, read.Lines);
        Assert.Equal(plain.Ends, read.Ends);
        Assert.Empty(read.Rejected);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(packed)), read.Sha256);
    }

    [Theory, InlineData("gzip"), InlineData("zstd")]
    public void Next_SeveralMembers_AreOneInput(string packer)
    {
        byte[] packed = [.. Pack(packer, Utf8("{\"a\":1}\n{\"b\"")), .. Pack(packer, []), .. Pack(packer, Utf8(":2}\n"))];
        var read = Read(packed);
        Assert.Equal(["{\"a\":1}\n", "{\"b\":2}\n"], read.Texts);
        Assert.Empty(read.Rejected);
    }

    [Fact]
    public void Next_MembersEndingAtEveryBufferBoundary_AreRead()
    {
        var first = Packing.Gzip(Log.AsSpan(0, 40_000));
        var second = Packing.Gzip("{\"z\":1}\n"u8);
        // An extra field (RFC 1952 2.3) moves the first member's end over every place of the decoder's input buffer that matters.
        var toBoundary = 16384 - (first.Length % 8192);
        for (var extra = toBoundary - 40; extra < toBoundary + 40; extra++)
        {
            byte[] moved = [.. first[..3], (byte)(first[3] | 4), .. first[4..10], (byte)(extra % 256), (byte)(extra / 256), .. new byte[extra], .. first[10..]];
            var read = Read([.. moved, .. second]);
            Assert.Empty(read.Rejected);
            Assert.EndsWith("{\"z\":1}\n", read.Texts[^1], StringComparison.Ordinal);
            Assert.Equal(RejectReasons.CorruptInput, Assert.Single(Read([.. moved, 1, 2, 3]).Rejected).Reason);
        }
    }

    [Theory, MemberData(nameof(Packers))]
    public void Next_CutAnywhere_GivesTheCompleteLinesAndOneRecord(string packer)
    {
        var text = MakeLog(seed: 2, lines: 12);
        var packed = Pack(packer, text);
        var plain = Read(text).Lines;
        for (var length = 5; length < packed.Length; length++)
        {
            var read = Read(packed[..length], Tiny(300), name: "log.br");
            var rejected = Assert.Single(read.Rejected);
            Assert.True(rejected.Reason == RejectReasons.TruncatedInput, $"cut at {length}: {rejected.Reason}");
            Assert.Equal(plain.Take(read.Lines.Count), read.Lines);
            Assert.Equal((read.Lines.Count + 1L, read.Lines.Sum(static line => (long)Encoding.UTF8.GetByteCount(line.Text))), (rejected.Row, rejected.Offset));
            Assert.True(text.AsSpan((int)rejected.Offset).StartsWith(rejected.Raw), $"cut at {length}: its tail is not the text's");
        }
    }

    [Fact]
    public void Next_CutGzip_SaysSo()
    {
        var packed = Packing.Gzip(Utf8("{\"a\":1}\n{\"b\":2}"));
        var rejected = Assert.Single(Read(packed[..^3]).Rejected);
        Assert.Equal((2L, 8L, RejectReasons.TruncatedInput), (rejected.Row, rejected.Offset, rejected.Reason));
        Assert.Equal("{\"b\":2}", Encoding.UTF8.GetString(rejected.Raw));
        Assert.Equal(
            "The input cannot be read beyond byte 8 of its decompressed data: its gzip data ends early: the end of the file is missing. "
            + "The complete lines before it were read. Get a whole copy of the file and bill that: what is billed already is not billed again.",
            rejected.Message);
    }

    [Theory, MemberData(nameof(Packers))]
    public void Next_Damaged_GivesTheSameForEveryChunkSize(string packer)
    {
        var packed = Pack(packer, Log);
        packed[packed.Length * 2 / 3] ^= 0x55;
        packed[(packed.Length * 2 / 3) + 1] ^= 0xff;
        var expected = Read(packed, name: "log.br");
        foreach (var chunkBytes in (int[])[64, 1000, 70_000, 1 << 20])
        {
            var read = Read(packed, Tiny(chunkBytes), name: "log.br");
            Assert.Equal(expected.Lines, read.Lines);
            Assert.Equal(expected.Rejected.Select(Facts), read.Rejected.Select(Facts));
        }
    }

    [Theory, MemberData(nameof(Packers))]
    public void Next_AnyByteChanged_NeverThrowsAndIsTheSameForEveryChunkSize(string packer)
    {
        var packed = Pack(packer, Log.AsSpan(0, 9000));
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var changed = packed.ToArray();
            for (var changes = random.Next(1, 4); changes > 0; changes--) changed[random.Next(changed.Length)] = (byte)random.Next(256);
            var whole = Read(changed, name: "log.br");
            var pieces = Read(changed, Tiny(random.Next(1, 5000)), name: "log.br");
            Assert.True(whole.Rejected.Count <= 1, $"{packer}, seed {seed}: {whole.Rejected.Count} records");
            Assert.True(whole.Lines.SequenceEqual(pieces.Lines), $"{packer}, seed {seed}: other lines");
            Assert.True(whole.Rejected.Select(Facts).SequenceEqual(pieces.Rejected.Select(Facts)), $"{packer}, seed {seed}: other records");
        }
    }

    [Theory]
    [InlineData("gzip", "bytes follow its last gzip member that are no gzip data")]
    [InlineData("zstd", "its zstd data cannot be decoded (libzstd: Unknown frame descriptor)")]
    [InlineData("brotli", "bytes follow its brotli data")]
    public void Next_OtherBytesBehindTheEnd_AreRefused(string packer, string message)
    {
        byte[] packed = [.. Pack(packer, Utf8("{\"a\":1}\n")), .. "garbage"u8];
        var read = Read(packed, name: "log.br");
        Assert.Equal(["{\"a\":1}\n"], read.Texts);
        var rejected = Assert.Single(read.Rejected);
        Assert.Equal((2L, RejectReasons.CorruptInput), (rejected.Row, rejected.Reason));
        Assert.Contains(message, rejected.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Next_WrongGzipChecksum_IsRefused()
    {
        var packed = Packing.Gzip(Utf8("{\"a\":1}\n"));
        packed[^6] ^= 1;
        Assert.Equal(RejectReasons.CorruptInput, Assert.Single(Read(packed).Rejected).Reason);
    }

    [Fact]
    public void Next_ZstdOfTheReferenceTool_IsRead()
    {
        // zstd 1.5.4, -19 --check
        var packed = Convert.FromBase64String("KLUv/WRFAAUBAKLBBQvQ5/Un9HCL5rA5Y7zrThsv+mw86LIFAQBRVNAEmn6bZw==");
        Assert.Equal(["{\"a\":1}\n", "{\"b\":2}\n", $"{{\"c\":\"{new string('x', 300)}\"}}\n"], Read(packed).Texts);
        packed[^1] ^= 1;
        Assert.Contains("checksum", Assert.Single(Read(packed).Rejected).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Next_ZstdWindowBeyondTheLimit_IsRefused()
    {
        var rejected = Assert.Single(Read(Packing.ZstdWideWindow("{}\n"u8)).Rejected);
        Assert.Equal(RejectReasons.CorruptInput, rejected.Reason);
        Assert.Contains("Frame requires too much memory for decoding", rejected.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Next_ZipBomb_StopsWithOneRecord()
    {
        byte[] bomb = [.. Packing.Zstd("{\"a\":1}\n"u8), .. Packing.ZstdBomb((byte)' ', blocks: 16_384)];
        var read = Read(bomb);
        Assert.Equal(["{\"a\":1}\n"], read.Texts);
        var rejected = Assert.Single(read.Rejected);
        Assert.Equal((2L, 8L, RejectReasons.DecompressionLimit), (rejected.Row, rejected.Offset, rejected.Reason));
        Assert.Equal(QuarantinedRecord.RawBytesMax, rejected.Raw.Length);
        Assert.Equal(
            "The input cannot be read beyond byte 8 of its decompressed data: it decompresses to more than 1000 times its size "
            + "(65536 bytes gave 268500992 so far), as only an archive made to do harm does. The complete lines before it were read. "
            + "If the file is right nevertheless, decompress it yourself and bill the result: gzip -dc FILE | accounting bill -",
            rejected.Message);
    }

    [Theory, MemberData(nameof(Packers))]
    public void Next_ResumedInTheMiddle_GivesTheRest(string packer)
    {
        var packed = Pack(packer, Log);
        var whole = Read(packed, Tiny(5000));
        foreach (var end in (InputPosition[])[whole.Ends[0], whole.Ends[whole.Ends.Count / 2], whole.Ends[^1]])
        {
            var rest = Read(packed, Tiny(5000), end);
            Assert.Equal(whole.Lines.Where(line => line.Offset >= end.Offset), rest.Lines);
            Assert.Equal(whole.Sha256, rest.Sha256);
        }
    }

    [Fact]
    public void Next_NameSaysOtherwise_ContentDecides()
    {
        Assert.Equal(["{}\n"], Read(Utf8("{}\n"), name: "plain.gz").Texts);
        Assert.Equal(["{}\n"], Read(Utf8("{}\n"), name: "plain.br").Texts);
        Assert.Equal(["{}\n"], Read(Packing.Gzip("{}\n"u8), name: "packed.jsonl").Texts);
        Assert.Equal(["{}\n"], Read(Packing.Zstd("{}\n"u8), name: "packed.gz").Texts);
        Assert.Equal(Read(Log).Lines, Read(Packing.Brotli(Log), name: "packed.jsonl").Lines);
    }

    /// <summary>Such a stream begins with 0x5b, which is also '[': it was taken for text, line by line.</summary>
    [Theory, InlineData("packed.br"), InlineData("packed.jsonl"), InlineData(null)]
    public void Next_BrotliThatBeginsLikeAList_IsUnpacked(string? name)
    {
        var log = MakeLog(seed: 2, lines: 8000);
        var packed = Packing.Brotli(log);
        Assert.Equal((byte)'[', packed[0]);
        Assert.Equal(Read(log).Lines, Read(packed, name: name).Lines);
    }

    [Fact]
    public void Next_PackedByteOrderMark_IsNoPartOfTheFirstRecord() =>
        Assert.Equal([new Line(1, 3, "{}\n")], Read(Packing.Gzip(Utf8("\ufeff{}\n"))).Lines);

    private static (long, long, string, string) Facts(QuarantinedRecord record) => (record.Row, record.Offset, record.Reason, record.Message);

    private static byte[] Pack(string packer, ReadOnlySpan<byte> data) => packer switch
    {
        "gzip" => Packing.Gzip(data),
        "zstd" => Packing.Zstd(data),
        _ => Packing.Brotli(data),
    };

    private static byte[] MakeLog(int seed, int lines)
    {
        var random = new Random(seed);
        var text = new StringBuilder();
        for (var line = 0; line < lines; line++) text.Append("{\"n\":").Append(random.NextInt64()).Append("}\n");
        return Utf8(text.ToString());
    }
}
