using System.Globalization;
using System.Text;

namespace Accounting.BatchClient.Tests.Billing;

/// <summary>Bad lines and bad values in a log, through the whole command: each costs its own record and no other.</summary>
public sealed class BadInputLinesTests : IDisposable
{
    private static readonly string Good = PairLog.Record(0);
    private static readonly string Next = PairLog.Record(4);

    private readonly BadInputBench _bench = new();

    private static string With(string usage, string created = "1790812800", int number = 0) =>
        """{"request":{"model":"gpt-4o","user":"t"},"response":{"object":"chat.completion","model":"gpt-4o",""" +
        $$""" "id":"chatcmpl-{{number}}x","created":{{created}},"usage":{{usage}} } }""";

    [Fact]
    public void Line_LastOneTruncated_IsKeptAndBilledOnceItIsWhole()
    {
        var half = Next[..(Next.Length / 2)];
        var log = _bench.Write("a.jsonl", Encoding.UTF8.GetBytes(Good + "\n" + half));
        var first = _bench.Bill(3, log);
        Assert.Equal((2, 1, 1), first.Counts);
        first.AssertRefused("invalid_json", "Not JSON", Encoding.UTF8.GetBytes(half), row: 2);
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
        answer.AssertRefused("invalid_json", "Not JSON", bytes, row: 2);
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

    private static readonly string[] Twelves = ["12", "\"12\"", "12.0", "\"12.0\"", "1.2e1", "12e0"];

    private static readonly (string Written, string Says)[] BadCounts =
    [
        ("12.5", "'prompt_tokens' is 12.5; expected a whole number from 0 to 2^40"),
        ("-5", "'prompt_tokens' is -5; expected a whole number"),
        ("\"-5\"", "'prompt_tokens' is"),
        ("1099511627777", "is 1099511627777; expected a whole number from 0 to 2^40"),
        ("99999999999999999999999999", "expected a whole number from 0 to 2^40"),
        ("1e400", "'prompt_tokens' is 1e400"),
        ("\"a dozen\"", "a dozen"),
        ("\"NaN\"", "NaN"),
        ("true", "'prompt_tokens' is true"),
        ("[12]", "'prompt_tokens' is [12]"),
        ("{\"value\":12}", "'prompt_tokens' is {"),
    ];

    private static readonly string[] Midnights =
    [
        "1790812800", "1790812800.5", "\"1790812800\"", "1790812800123", "1790812800123456", "1790812800123456789",
        "\"1790812800123456789\"", "639264096000000000", "\"2026-10-01T00:00:00Z\"", "\"2026-10-01T00:00:00.123456789Z\"",
        "\"2026-10-01T02:00:00+02:00\"",
        "\"2026-09-30T19:00:00-0500\"", "\"2026-10-01 00:00:00\"", "\"2026-10-01\"", "\"Thu, 01 Oct 2026 00:00:00 GMT\"",
    ];

    private static readonly string[] BadTimes =
        ["\"yesterday\"", "-1790812800", "\"2026-02-30\"", "\"9999-12-31\"", "\"1999-12-31\"", "1e400", "[1790812800]", "true"];

    [Fact]
    public void Count_WrittenInAnotherWay_IsTaken()
    {
        var lines = Twelves.Select((written, number) => With($$"""{"prompt_tokens":{{written}},"completion_tokens":0}""", number: number));
        var answer = _bench.Bill(0, _bench.Lines("a.jsonl", lines));
        Assert.Equal((Twelves.Length, Twelves.Length, 0), answer.Counts);
        Assert.Equal(12 * Twelves.Length, answer.Json.GetProperty("tokens").GetProperty("input_tokens").GetInt64());
    }

    [Fact]
    public void Count_OfTwoToThe40_IsTaken()
    {
        var answer = _bench.Bill(0, _bench.Lines("a.jsonl", With("""{"prompt_tokens":1099511627776,"completion_tokens":0}""")));
        Assert.Equal(1_099_511_627_776, answer.Json.GetProperty("tokens").GetProperty("input_tokens").GetInt64());
    }

    [Fact]
    public void Count_ThatIsNone_IsRefused()
    {
        var lines = BadCounts.Select(bad => With($$"""{"prompt_tokens":{{bad.Written}},"completion_tokens":1}""")).ToList();
        var answer = _bench.Bill(3, _bench.Lines("a.jsonl", lines.Prepend(Good)));
        Assert.Equal((lines.Count + 1, 1, lines.Count), answer.Counts);
        answer.AssertAllRefused( "invalid_quantity", lines, [.. BadCounts.Select(bad => bad.Says)]);
    }

    [Fact]
    public void Time_InEveryForm_IsTheSameHour()
    {
        var lines = Midnights.Select((written, number) => With("""{"prompt_tokens":10,"completion_tokens":1}""", written, number));
        _bench.Bill(0, _bench.Lines("a.jsonl", lines));
        var rows = _bench.Harness.Run("spend", "--ledger", "a.db", "--group-by", "hour", "--json").Json.GetProperty("rows");
        var row = Assert.Single(rows.EnumerateArray());
        Assert.StartsWith("2026-10-01T00", row.GetProperty("hour").GetString()!.Replace(' ', 'T'), StringComparison.Ordinal);
        Assert.Equal(Midnights.Length, row.GetProperty("calls").GetInt32());
    }

    [Fact]
    public void Time_ThatIsNone_IsRefused()
    {
        var lines = BadTimes.Select(written => With("""{"prompt_tokens":10,"completion_tokens":1}""", written)).ToList();
        var answer = _bench.Bill(3, _bench.Lines("a.jsonl", lines.Prepend(Good)));
        Assert.Equal((lines.Count + 1, 1, lines.Count), answer.Counts);
        answer.AssertAllRefused( "invalid_time", lines, [.. BadTimes.Select(_ => "expected unix time, .NET ticks or ISO 8601")]);
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
