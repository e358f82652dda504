using System.Globalization;
using System.Text;

namespace Accounting.BatchClient.Tests.Billing;

/// <summary>Bad lines and bad values in a log, through the whole command: each costs its own record, which is kept with a message, and no other.</summary>
public sealed class BadInputLinesTests : IDisposable
{
    private static readonly string Good = PairLog.Record(0);
    private static readonly string Next = PairLog.Record(4);

    private readonly BadInputBench _bench = new();

    private static string With(string usage, string created = "1790812800") =>
        $$"""{"request":{"model":"gpt-4o","user":"t"},"response":{"id":"chatcmpl-x","object":"chat.completion","created":{{created}},"model":"gpt-4o","usage":{{usage}} } }""";

    [Fact]
    public void Line_LastOneTruncated_IsKeptAndBilledOnceItIsWhole()
    {
        var half = Next[..(Next.Length / 2)];
        var log = _bench.Write("a.jsonl", Encoding.UTF8.GetBytes(Good + "\n" + half));
        var first = _bench.Bill(3, log);
        Assert.Equal((2, 1, 1), first.Counts);
        first.AssertRefused("invalid_json", "Mend the line and bill it again", Encoding.UTF8.GetBytes(half), row: 2);
        _bench.Lines("a.jsonl", Good, Next);
        var whole = _bench.Bill(0, log);
        Assert.Equal((1, 1), (whole["accepted"], whole["duplicate"]));
        Assert.Equal(_bench.Bill(0, log, "--ledger", "b.db").Digest, whole.Digest);
    }

    [Fact]
    public void Line_Nested10000Deep_IsRefused()
    {
        var deep = """{"request":{"model":"gpt-4o"},"x":""" + new string('[', 10_000) + new string(']', 10_000) + "}";
        var answer = _bench.Bill(3, _bench.Lines("a.jsonl", Good, deep, Next));
        Assert.Equal((3, 2, 1), answer.Counts);
        answer.AssertRefused("too_deep", "deep", Encoding.UTF8.GetBytes(deep), row: 2);
    }

    [Fact]
    public void Line_OfNulBytes_IsRefusedAndKeptByteForByte()
    {
        var zeros = new string('\0', 3000);
        var answer = _bench.Bill(3, _bench.Lines("a.jsonl", Good, zeros, Next, zeros + Next));
        Assert.Equal((4, 2, 2), answer.Counts);
        Assert.Equal([zeros, zeros + Next], answer.Quarantine.Select(record => Encoding.UTF8.GetString(BadInputAnswer.RawOf(record))));
        Assert.All(answer.Quarantine, record => Assert.Equal("invalid_json", record.GetProperty("reason").GetString()));
    }

    [Fact]
    public void Line_OfBytesThatAreNoText_IsKeptByteForByte()
    {
        byte[] bytes = [0xff, 0xfe, 0x80, (byte)'{', 0xc3];
        var answer = _bench.Bill(3, _bench.Write("a.jsonl", [.. Encoding.UTF8.GetBytes(Good + "\n"), .. bytes, (byte)'\n']));
        answer.AssertRefused("invalid_json", "no JSON", bytes, row: 2);
    }

    [Fact]
    public void File_WithBomAndCrLfAndBlankLines_GivesTheSameLedgerAsWithout()
    {
        var odd = _bench.Bill(0, _bench.Write("a.jsonl", Encoding.UTF8.GetBytes($"\ufeff{Good}\r\n\r\n  \r\n{Next}\r\n\r\n")));
        Assert.Equal((2, 2, 0), odd.Counts);
        Assert.Equal(_bench.Bill(0, _bench.Lines("b.jsonl", Good, Next), "--ledger", "b.db").Digest, odd.Digest);
    }

    [Fact]
    public void Keys_TwiceWithOtherCounts_AreRefused()
    {
        var twice = With("""{"prompt_tokens":10,"completion_tokens":1,"prompt_tokens":99}""");
        var answer = _bench.Bill(3, _bench.Lines("a.jsonl", Good, twice));
        Assert.Equal((2, 1, 1), answer.Counts);
        answer.AssertRefused("duplicate_key", "stands twice", Encoding.UTF8.GetBytes(twice));
    }

    [Theory]
    [InlineData("12", 12)]
    [InlineData("\"12\"", 12)]
    [InlineData("12.0", 12)]
    [InlineData("\"12.0\"", 12)]
    [InlineData("1.2e1", 12)]
    [InlineData("9007199254740992", 9007199254740992)]
    public void Count_WrittenInAnotherWay_IsTaken(string written, long tokens)
    {
        var answer = _bench.Bill(0, _bench.Lines("a.jsonl", With($$"""{"prompt_tokens":{{written}},"completion_tokens":0}""")));
        Assert.Equal(tokens, answer.Json.GetProperty("tokens").GetProperty("input_tokens").GetInt64());
    }

    [Theory]
    [InlineData("12.5", "'prompt_tokens' is 12.5; expected a whole number from 0 to 2^53")]
    [InlineData("-5", "'prompt_tokens' is -5; expected a whole number")]
    [InlineData("\"-5\"", "'prompt_tokens' is")]
    [InlineData("9007199254740993", "is 9007199254740993; expected a whole number from 0 to 2^53")]
    [InlineData("99999999999999999999999999", "expected a whole number from 0 to 2^53")]
    [InlineData("1e400", "'prompt_tokens' is 1e400")]
    [InlineData("\"a dozen\"", "a dozen")]
    [InlineData("\"NaN\"", "NaN")]
    [InlineData("true", "'prompt_tokens' is true")]
    [InlineData("[12]", "'prompt_tokens' is [12]")]
    [InlineData("{\"value\":12}", "'prompt_tokens' is {")]
    public void Count_ThatIsNone_IsRefused(string written, string says)
    {
        var bad = With($$"""{"prompt_tokens":{{written}},"completion_tokens":1}""");
        var answer = _bench.Bill(3, _bench.Lines("a.jsonl", Good, bad));
        Assert.Equal((2, 1, 1), answer.Counts);
        answer.AssertRefused("invalid_quantity", says, Encoding.UTF8.GetBytes(bad), row: 2);
    }

    [Theory]
    [InlineData("1790812800")]
    [InlineData("1790812800.5")]
    [InlineData("\"1790812800\"")]
    [InlineData("1790812800123")]
    [InlineData("1790812800123456")]
    [InlineData("1790812800123456789")]
    [InlineData("\"1790812800123456789\"")]
    [InlineData("639264096000000000")]
    [InlineData("\"2026-10-01T00:00:00Z\"")]
    [InlineData("\"2026-10-01T00:00:00.123456789Z\"")]
    [InlineData("\"2026-10-01T02:00:00+02:00\"")]
    [InlineData("\"2026-09-30T19:00:00-0500\"")]
    [InlineData("\"2026-10-01 00:00:00\"")]
    [InlineData("\"2026-10-01\"")]
    [InlineData("\"Thu, 01 Oct 2026 00:00:00 GMT\"")]
    public void Time_InEveryForm_IsTheSameSlot(string written)
    {
        const string usage = """{"prompt_tokens":10,"completion_tokens":1}""";
        _bench.Bill(0, _bench.Lines("a.jsonl", With(usage, written)));
        var row = _bench.Harness.Run("spend", "--ledger", "a.db", "--group-by", "hour", "--json").Json.GetProperty("rows")[0].GetProperty("hour").GetString();
        Assert.StartsWith("2026-10-01T00", row!.Replace(' ', 'T'), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"yesterday\"")]
    [InlineData("-1790812800")]
    [InlineData("\"2026-02-30\"")]
    [InlineData("\"9999-12-31\"")]
    [InlineData("\"1999-12-31\"")]
    [InlineData("1e400")]
    [InlineData("[1790812800]")]
    [InlineData("true")]
    public void Time_ThatIsNone_IsRefused(string written)
    {
        var bad = With("""{"prompt_tokens":10,"completion_tokens":1}""", written);
        var answer = _bench.Bill(3, _bench.Lines("a.jsonl", Good, bad));
        Assert.Equal((2, 1, 1), answer.Counts);
        answer.AssertRefused("invalid_time", "expected unix time, .NET ticks or ISO 8601", Encoding.UTF8.GetBytes(bad), row: 2);
    }

    [Fact]
    public void Quarantine_OfQuarantineOfQuarantine_KeepsRowBytesAndIdentity()
    {
        var file = _bench.Lines("a.jsonl", Good, With("""{"prompt_tokens":-1}"""));
        string? before = null;
        for (var level = 0; level < 4; level++)
        {
            var answer = _bench.Bill(3, file);
            var record = Assert.Single(answer.Quarantine);
            var now = $"{record.GetProperty("row")} {record.GetProperty("offset")} {record.GetProperty("raw").GetString()}";
            Assert.Equal(before ?? now, now);
            before = now;
            file = _bench[string.Create(CultureInfo.InvariantCulture, $"copy-{level}.jsonl")];
            File.Move(answer.File!, file);
        }
    }

    public void Dispose() => _bench.Dispose();
}
