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

    [Theory]
    [InlineData("\"../../etc/passwd\"", "../../etc/passwd")]
    [InlineData("\"\\u001b[31mred\"", "\e[31mred")]
    [InlineData("\"null\"", "null")]
    [InlineData("\"undated\"", "undated")]
    [InlineData("\"p\u0430ypal\"", "p\u0430ypal")]
    [InlineData("\"PayPal\"", "PayPal")]
    [InlineData("12", "12")]
    [InlineData("\"\\u0000\"", "\0")]
    public void Tenant_WithAStrangeName_IsBilledToThatNameAndShownHarmlessly(string written, string tenant)
    {
        var record = Good.Replace("\"tenant-0\"", written, StringComparison.Ordinal);
        Assert.Equal((2, 2, 0), _bench.Bill(0, _bench.Lines("a.jsonl", record, PairLog.Record(4))).Counts);
        string[] spend = ["spend", "--ledger", "a.db", "--group-by", "tenant"];
        Assert.Contains(tenant, _bench.Harness.Run([.. spend, "--json"]).Json.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("tenant").GetString()));
        Assert.DoesNotContain(_bench.Harness.Run(spend).Out, shown => shown != '\n' && char.IsControl(shown));
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\" \\t \"")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("[\"a\"]")]
    public void Tenant_ThatIsNone_IsRefused(string written)
    {
        var record = Good.Replace("\"tenant-0\"", written, StringComparison.Ordinal);
        var answer = _bench.Bill(3, _bench.Lines("a.jsonl", record, Next));
        Assert.Equal((2, 1, 1), answer.Counts);
        answer.AssertRefused("no_tenant", "--tenant", Encoding.UTF8.GetBytes(record));
    }

    /// <summary>A large object was refused as a tenant's name that is too long, though it is none and the next field has one.</summary>
    [Theory, InlineData(1, 1), InlineData(600, 1)]
    public void Tenant_BehindAnObject_IsFound(int bytes, int accepted)
    {
        var team = $$"""{"team":{"about":"{{new string('x', bytes)}}"},"user":"tenant-0",""";
        var record = Good.Replace("{\"request\":{", "{\"request\":" + team, StringComparison.Ordinal).Replace(",\"user\":\"tenant-0\",\"messages\"", ",\"messages\"", StringComparison.Ordinal);
        Assert.Equal(accepted, _bench.Bill(0, _bench.Lines("a.jsonl", record))["accepted"]);
    }

    [Fact]
    public void Tenant_OfAMegabyte_IsRefused()
    {
        var record = Good.Replace("tenant-0", new string('x', 1_000_000), StringComparison.Ordinal);
        _bench.Bill(3, _bench.Lines("a.jsonl", record, Next)).AssertRefused("no_tenant", "has 1000000 bytes; expected at most 512", Encoding.UTF8.GetBytes(record));
    }

    [Theory]
    [InlineData("m.a", 2)]
    [InlineData("m.0", 1)]
    [InlineData("m.x.y.z", 0)]
    public void TenantFrom_PathsThatHitOtherThings_RefuseTheirRecordOnly(string path, int accepted)
    {
        string[] values = ["""{"a":"ok"}""", """["ok"]""", """{"a":{"b":1}}""", """{"a":[1]}""", """{"a":null}""", """{"a":""}""", """{"a":7}""", """{"a":false}""", "1"];
        var lines = values.Select((value, number) => PairLog.Record(4 * number)[..^1] + ",\"m\":" + value + "}").ToList();
        var answer = _bench.Bill(3, _bench.Lines("a.jsonl", lines), "--tenant-from", path);
        Assert.Equal((9, accepted, 9 - accepted), answer.Counts);
        Assert.All(answer.Quarantine, record => Assert.Contains($"no tenant at '{path}' (--tenant-from)", record.GetProperty("message").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public void Ids_ThatDifferByCaseOrBlanks_AreOtherCalls()
    {
        var lines = new[] { "A", "a", "a ", " a", "\u00e9", "e\u0301", "a" }.Select(id => PairLog.Record(0, id: id));
        var answer = _bench.Bill(0, _bench.Lines("a.jsonl", lines));
        Assert.Equal((6, 1), (answer["accepted"], answer["duplicate"]));
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
