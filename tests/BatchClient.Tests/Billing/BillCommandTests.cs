using System.Text.Json;
using Accounting.BatchClient.Tests.Support;

namespace Accounting.BatchClient.Tests.Billing;

public sealed class BillCommandTests : IDisposable
{
    private readonly CommandHarness _harness = new();

    private string Log(string name, params string[] lines) => _harness.Write(name, string.Concat(lines.Select(line => line + "\n")));

    private CommandResult Bill(string ledger, params string[] arguments) => _harness.Run(["bill", .. arguments, "--ledger", ledger, "--digest", "--json"]);

    private static string Digest(CommandResult result) => result.Json.GetProperty("ledger_digest").GetString()!;

    private static long Count(CommandResult result, string name) => result.Json.GetProperty(name).GetInt64();

    [Fact]
    public void Bill_OneCall_AnswersTheContractsShape()
    {
        var log = Log("a.jsonl", PairLog.Record(4));
        var answer = Bill("a.db", log).Json;
        Assert.Equal(1, answer.GetProperty("schema_version").GetInt32());
        var input = Assert.Single(answer.GetProperty("inputs").EnumerateArray());
        foreach (var name in new[] { "uri", "bytes", "read", "accepted", "not_billable", "duplicate", "conflicting", "rejected", "fingerprint", "sha256", "skipped" })
            Assert.True(input.TryGetProperty(name, out _), name);
        // gpt-4o: 104 input tokens, 4 of them cached, 5 of output: 100 × 2.50 + 4 × 1.25 + 5 × 10 USD per million.
        Assert.Equal("0.000305", answer.GetProperty("cost").GetString());
        Assert.Equal("USD", answer.GetProperty("currency").GetString());
        Assert.Equal("""{"input_tokens":100,"cached_input_tokens":4,"output_tokens":5}""", answer.GetProperty("tokens").GetRawText());
        Assert.Equal(0, answer.GetProperty("incomplete").GetProperty("unpriced").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("quarantine").ValueKind);
        Assert.StartsWith("sha256:", answer.GetProperty("cost_map").GetProperty("digest").GetString(), StringComparison.Ordinal);
        foreach (var name in new[] { "run", "seconds", "calls_per_second", "bytes_per_second" }) Assert.True(answer.TryGetProperty(name, out _), name);
    }

    [Fact]
    public void Bill_SameFileAgain_SkippedAsUnchanged()
    {
        var log = Log("a.jsonl", PairLog.Record(0), PairLog.Record(1));
        var first = Bill("a.db", log);
        var second = Bill("a.db", log);
        Assert.True(second.Json.GetProperty("inputs")[0].GetProperty("skipped").GetBoolean());
        Assert.Equal(0, Count(second, "read"));
        Assert.Equal(Digest(first), Digest(second));
    }

    [Fact]
    public void Bill_SameRecordsUnderAnotherName_AllDuplicates()
    {
        string[] records = [PairLog.Record(0), PairLog.Record(1), """{"model":"gpt-4o","messages":[{"role":"user","content":"no id"},{"role":"assistant","content":"so the row counts"}]}"""];
        var first = Bill("a.db", Log("a.jsonl", records), "--tenant", "acme");
        var second = Bill("a.db", Log("copy.jsonl", records), "--tenant", "acme");
        Assert.Equal(3, Count(first, "accepted"));
        Assert.Equal(3, Count(second, "duplicate"));
        Assert.Equal(Digest(first), Digest(second));
    }

    [Fact]
    public void Bill_DistinctInputs_EqualRecordsWithoutIdAreTwoCalls()
    {
        const string record = """{"model":"gpt-4o","messages":[{"role":"user","content":"no id"},{"role":"assistant","content":"ok"}]}""";
        var result = Bill("a.db", Log("a.jsonl", record), Log("b.jsonl", record), "--tenant", "acme", "--distinct-inputs");
        Assert.Equal(2, Count(result, "accepted"));
    }

    [Fact]
    public void Bill_VoidedAndAgain_SameDigest()
    {
        var log = Log("a.jsonl", [.. Enumerable.Range(0, 200).Select(number => PairLog.Record(number))]);
        var first = Bill("a.db", log);
        var run = first.Json.GetProperty("run").GetString()!;
        Assert.Equal(0, _harness.Run("runs", "void", run, "--reason", "wrong tenant", "--ledger", "a.db").ExitCode);
        var again = Bill("a.db", log);
        Assert.Equal(200, Count(again, "accepted"));
        Assert.Equal(Digest(first), Digest(again));
    }

    [Fact]
    public void Invariant03_BadRecords_StandInTheQuarantineFileForTheirOwnerOnly()
    {
        var log = Log("a.jsonl", PairLog.Record(0), "{\"cut", PairLog.Record(4), """{"request":{},"response":{"object":"chat.completion","id":"x","created":1790812800,"model":"gpt-4o","usage":{"prompt_tokens":-5,"completion_tokens":1}}}""");
        var result = Bill("a.db", log, "--tenant", "acme");
        Assert.Equal(3, result.ExitCode);
        var file = result.Json.GetProperty("quarantine").GetString()!;
        var records = File.ReadLines(file).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["invalid_json", "invalid_quantity"], records.Select(record => record.GetProperty("reason").GetString()));
        Assert.Equal([2L, 4L], records.Select(record => record.GetProperty("row").GetInt64()));
        Assert.Equal("{\"cut", records[0].GetProperty("raw").GetString());
        Assert.Contains("-5", records[1].GetProperty("message").GetString(), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public void Bill_MendedQuarantineFile_BillsWhatHasBecomeGood()
    {
        var first = Bill("a.db", Log("a.jsonl", PairLog.Record(0), PairLog.Record(4).Replace("\"created\":", "\"created\":-", StringComparison.Ordinal)));
        var file = first.Json.GetProperty("quarantine").GetString()!;
        File.WriteAllText(file, File.ReadAllText(file).Replace("\\\"created\\\":-", "\\\"created\\\":", StringComparison.Ordinal));
        var mended = Bill("a.db", file);
        Assert.Equal(1, Count(mended, "accepted"));
        var whole = Bill("b.db", Log("b.jsonl", PairLog.Record(0), PairLog.Record(4)));
        Assert.Equal(Digest(whole), Digest(mended));
    }

    [Fact]
    public void Invariant05_UnknownModel_IsUnpricedNotFree()
    {
        var answer = Bill("a.db", Log("a.jsonl", PairLog.Record(3))).Json;
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("cost").ValueKind);
        var unpriced = Assert.Single(answer.GetProperty("incomplete").GetProperty("unpriced").EnumerateArray());
        Assert.Equal("nobody-knows-this-model", unpriced.GetProperty("model").GetString());
        Assert.Equal(1, unpriced.GetProperty("calls").GetInt64());
        Assert.Equal(107, unpriced.GetProperty("tokens").GetInt64());
    }

    [Fact]
    public void Spend_PricedOnlyInALaterRun_CountsWhatIsPricedAndSaysWhatIsNot()
    {
        Bill("a.db", Log("a.jsonl", PairLog.Record(3)));
        Assert.Equal(0, _harness.Run("models", "register", "nobody-knows-this-model", "--input", "1", "--output", "2", "--ledger", "a.db").ExitCode);
        // The same key: tenant, model and quarter of an hour.
        Assert.Equal(0, Bill("a.db", Log("b.jsonl", PairLog.Record(23))).ExitCode);
        var total = _harness.Run("spend", "--ledger", "a.db", "--json").Json.GetProperty("total");
        Assert.Equal(2, total.GetProperty("calls").GetInt64());
        Assert.Equal(1, total.GetProperty("unpriced_calls").GetInt64());
        // 123 tokens in, 23 of them cached at the input price, 24 out.
        Assert.Equal("0.000171", total.GetProperty("cost").GetString());
    }

    [Fact]
    public void Invariant10_NoTimeInTheLog_IsUndatedAndSaidSo()
    {
        var record = PairLog.Record(0).Replace("\"created\":1790812800,", "", StringComparison.Ordinal);
        var undated = Bill("a.db", Log("a.jsonl", record)).Json;
        Assert.Equal(1, undated.GetProperty("incomplete").GetProperty("undated").GetProperty("calls").GetInt64());
        var dated = Bill("b.db", Log("b.jsonl", record), "--time", "2026-10-01").Json;
        Assert.Equal(0, dated.GetProperty("incomplete").GetProperty("undated").GetProperty("calls").GetInt64());
    }

    [Fact]
    public void Bill_Verify_KeepsBothAndShowsTheDrift()
    {
        var drift = Assert.Single(Bill("a.db", Log("a.jsonl", PairLog.Record(0)), "--usage", "verify").Json.GetProperty("drift").EnumerateArray());
        Assert.Equal(100, drift.GetProperty("reported_input_tokens").GetInt64());
        Assert.InRange(drift.GetProperty("counted_input_tokens").GetInt64(), 5, 20);
    }

    [Fact]
    public void Bill_DryRun_PostsNothing()
    {
        var log = Log("a.jsonl", PairLog.Record(0), PairLog.Record(1));
        Bill("a.db", Log("b.jsonl", PairLog.Record(0)));
        var before = _harness.Run("verify", "--ledger", "a.db", "--json").Json.GetProperty("ledger_digest").GetString();
        var result = Bill("a.db", log, "--dry-run");
        Assert.Equal((1, 1), (Count(result, "accepted"), Count(result, "duplicate")));
        Assert.Equal(before, _harness.Run("verify", "--ledger", "a.db", "--json").Json.GetProperty("ledger_digest").GetString());
        Assert.False(File.Exists(Path.Combine(_harness.Folder, "none.db")));
        Bill("none.db", log, "--dry-run");
        Assert.False(File.Exists(Path.Combine(_harness.Folder, "none.db")));
    }

    [Fact]
    public void Bill_CountTimeout_QuarantinesASlowCallAndIsNoOtherMapping()
    {
        _harness.Time = new SlowTime();
        var slow = $$"""{"id":"slow","model":"gpt-4o","messages":[{"role":"user","content":"{{new string('a', 200_000)}}"}],"completion":"x"}""";
        var log = Log("a.jsonl", PairLog.Record(0), slow);
        var first = Bill("a.db", log, "--tenant", "acme", "--count-timeout", "5");
        Assert.Equal((3, 1L, 1L), (first.ExitCode, Count(first, "accepted"), Count(first, "rejected")));
        var quarantine = first.Json.GetProperty("quarantine").GetString()!;
        Assert.Contains("\"count_timeout\"", File.ReadAllText(quarantine), StringComparison.Ordinal);
        Assert.True(Bill("a.db", log, "--tenant", "acme").Json.GetProperty("inputs")[0].GetProperty("skipped").GetBoolean());
        Assert.Equal(1, Count(Bill("a.db", quarantine, "--tenant", "acme"), "accepted"));
    }

    [Theory]
    [InlineData("nowhere.jsonl", "nowhere.jsonl does not exist")]
    [InlineData("a.jsonl --usage sometimes", "--usage is 'sometimes'")]
    [InlineData("a.jsonl --input-format xml", "--input-format is 'xml'")]
    [InlineData("a.jsonl --chunk-bytes 12", "--chunk-bytes is 12")]
    [InlineData("a.jsonl --count-timeout 0", "--count-timeout is 0")]
    [InlineData("a.jsonl --workers 0", "--workers is 0")]
    [InlineData("a.jsonl --time yesterday", "--time 'yesterday' is not a time")]
    [InlineData("", "INPUT")]
    public void Bill_WrongUsage_SaysWhatAndEndsWith2(string arguments, string message)
    {
        Log("a.jsonl", PairLog.Record(0));
        var result = _harness.Run(["bill", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(argument => argument.EndsWith(".jsonl", StringComparison.Ordinal) ? Path.Combine(_harness.Folder, argument) : argument)]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_harness.Folder, "accounting.db")));
    }

    [Fact]
    public void Bill_ForAPerson_ShowsCountsCostAndWhatIsMissing()
    {
        var result = _harness.Run("bill", Log("a.jsonl", PairLog.Record(0), PairLog.Record(3), "oops"), "--ledger", "a.db");
        Assert.Equal(3, result.ExitCode);
        foreach (var text in new[] { "a.jsonl", "tenant-0", "gpt-4o-2024-08-06", "0.0003", "unpriced", "No price is known for 'nobody-knows-this-model': 1 call (", "1 records were not billed" })
            Assert.Contains(text, result.Out, StringComparison.Ordinal);
    }

    public void Dispose() => _harness.Dispose();

    // On which a minute passes between two looks.
    private sealed class SlowTime : TimeProvider
    {
        private long _ticks;

        public override DateTimeOffset GetUtcNow() => new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks += TimeSpan.TicksPerMinute;
    }
}
