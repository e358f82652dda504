using System.Text;
using Accounting.Core.Ledger;
using Accounting.Core.Usage;
using Accounting.LogReading.Calls;

namespace Accounting.LogReading.Tests.Calls;

public sealed class RecordChunkReaderTests
{
    private const string Good = """{"model":"gpt-4o","usage":{"input_tokens":1,"output_tokens":2}}""";

    [Theory]
    [InlineData("{\"model\":\"gpt-4o\"", "invalid_json")]
    [InlineData("{\"model\":\"gpt-4o\",}", "invalid_json")]
    [InlineData("not json", "invalid_json")]
    [InlineData("\0\0\0", "invalid_json")]
    [InlineData("12", "not_an_object")]
    [InlineData("\"text\"", "not_an_object")]
    [InlineData("[1,2]", "not_an_object")]
    [InlineData("{}", "unknown_format")]
    [InlineData("{\"hello\":1}", "unknown_format")]
    [InlineData("{\"request\":{\"model\":\"m\",\"messages\":[]},\"response\":null}", "no_usage")]
    [InlineData("{\"request\":{},\"response\":{\"x\":1}}", "unknown_format")]
    [InlineData("{\"model\":\"m\",\"usage\":{\"input_tokens\":1,\"input_tokens\":2}}", "duplicate_key")]
    [InlineData("{\"model\":\"m\",\"time\":\"yesterday\",\"usage\":{\"input_tokens\":1}}", "invalid_time")]
    [InlineData("{\"model\":\"m\",\"time\":12,\"usage\":{\"input_tokens\":1}}", "invalid_time")]
    [InlineData("{\"usage\":{\"input_tokens\":1}}", "no_model")]
    [InlineData("{\"object\":\"chat.completion\",\"model\":\"gpt-4o\",\"choices\":[]}", "not_countable")]
    public void Record_ThatCannotBeBilled_IsQuarantinedWithItsReason(string line, string reason)
    {
        var reading = CallReading.Of(line);
        Assert.Equal(reason, reading.Fate);
        Assert.Equal(line, Encoding.UTF8.GetString(reading.Rejected.Raw));
        Assert.Equal((1L, 0L, (long)line.Length), (reading.Rejected.Row, reading.Rejected.Offset, reading.Rejected.RawLength));
        Assert.NotEmpty(reading.Rejected.Message);
    }

    [Fact]
    public void Record_TooDeep_IsQuarantined() =>
        Assert.Equal("too_deep", CallReading.Of("{\"model\":\"m\",\"x\":" + new string('[', 10_000) + new string(']', 10_000) + "}").Fate);

    [Fact]
    public void Record_QuantitiesThatOverflowTogether_AreRejectedNotThrown()
    {
        var iterations = string.Join(",", Enumerable.Repeat("""{"type":"message","input_tokens":1099511627776,"output_tokens":1}""", 2_000));
        Assert.Equal(
            "invalid_quantity",
            CallReading.Of( $$$"""
                {"id":"m","type":"message","model":"claude-x","content":[],"usage":{"input_tokens":1,"output_tokens":1,
                "iterations":[{{{iterations}}}]}}
                """.ReplaceLineEndings("")).Fate);
    }

    [Fact]
    public void Lines_BomCrLfBlankAndLastWithoutEnd_AreTakenRight()
    {
        var reading = CallReading.Of($"\ufeff{Good}\r\n\r\n \t\n{Good}\n\n{Good}");
        Assert.Equal(3, reading.Posting.Read);
        Assert.Equal(
            [(3, Good.Length, 1L, 3L), (Good.Length + 10, Good.Length, 4L, Good.Length + 10L)],
            reading.Posting.Calls.Take(2).Select(call => (call.Record.Start, call.Record.Length, call.Record.Row, call.Record.Offset)));
        Assert.Equal(6, reading.Posting.Calls[2].Record.Row);
        Assert.All(reading.Posting.Calls, call => Assert.Equal(Good, Encoding.UTF8.GetString(reading.Posting.Bytes.Span.Slice(call.Record.Start, call.Record.Length))));
    }

    [Fact]
    public void Identity_WithoutId_IsRecordAndRowAndOnDemandInput()
    {
        static CallId Id(string lines, ReadingOptions options, string uri = "file:///a") => CallReading.Of(Encoding.UTF8.GetBytes(lines), options, uri).Posting.Calls[^1].Id;
        var distinct = CallReading.Demo with { DistinctInputs = true };
        Assert.Equal(CallId.FromRecord("demo", Encoding.UTF8.GetBytes(Good), 2), Id($"{Good}\r\n{Good}\r\n", CallReading.Demo));
        Assert.Equal(Id(Good, CallReading.Demo), Id(Good, CallReading.Demo, "file:///b"));
        Assert.NotEqual(Id(Good, distinct), Id(Good, distinct, "file:///b"));
        Assert.Equal(Id(Good, distinct), Id(Good, distinct));
    }

    [Theory]
    [InlineData("""{"id":"x","model":"m","time":1767225600,"usage":{"input_tokens":1,"output_tokens":2}}""", true)]
    [InlineData("""{"usage":{"output_tokens":"2","input_tokens":1.0},"time":"2026-01-01T00:00:00Z","model":"m","tenant":"other","id":"y"}""", true)]
    [InlineData("""{"id":"x","model":"m","time":1767225600000,"cost":5,"call_type":"chat","usage":{"input_tokens":1,"output_tokens":2,"cached_input_tokens":0}}""", true)]
    [InlineData("""{"id":"x","model":"m","time":1767225601,"usage":{"input_tokens":1,"output_tokens":2}}""", false)]
    [InlineData("""{"id":"x","model":"n","time":1767225600,"usage":{"input_tokens":1,"output_tokens":2}}""", false)]
    [InlineData("""{"id":"x","model":"m","time":1767225600,"usage":{"input_tokens":2,"output_tokens":1}}""", false)]
    [InlineData("""{"id":"x","model":"m","time":1767225600,"batch":true,"usage":{"input_tokens":1,"output_tokens":2}}""", false)]
    [InlineData("""{"id":"x","model":"m","time":1767225600,"service_tier":"flex","usage":{"input_tokens":1,"output_tokens":2}}""", false)]
    [InlineData("""{"id":"x","model":"m","time":1767225600,"region":"eu","usage":{"input_tokens":1,"output_tokens":2}}""", false)]
    public void Facts_SameBill_SameHash(string line, bool same)
    {
        const string first = """{"id":"x","model":"m","time":1767225600,"usage":{"input_tokens":1,"output_tokens":2}}""";
        Assert.Equal(same, CallReading.Of(first).Call.Facts == CallReading.Of(line).Call.Facts);
    }

    [Fact]
    public void Facts_Reported_AreTheSameInEveryVersion() =>
        Assert.Equal(FactsOfFirst, CallReading.Of("""{"id":"x","model":"m","time":1767225600,"usage":{"input_tokens":1,"output_tokens":2}}""").Call.Facts);

    // Stored in ledgers: a change of this number makes repeats of posted calls conflicts.
    private const ulong FactsOfFirst = 11_145_565_967_851_137_899;

    [Theory]
    [InlineData("""{"model":"gpt-4o","messages":[{"content":"h\u0069","role":"user"}]}""", true)]
    [InlineData("""{"model":"gpt-4o","messages":[ {"role":"user", "content":"hi"} ]}""", true)]
    [InlineData("""{"model":"gpt-4o","messages":[{"role":"user","content":"ho"}]}""", false)]
    public void Facts_Counted_AreTheText(string line, bool same)
    {
        const string first = """{"model":"gpt-4o","messages":[{"role":"user","content":"hi"}]}""";
        Assert.Equal(same, CallReading.Of(first).Call.Facts == CallReading.Of(line).Call.Facts);
    }

    [Theory]
    [InlineData(UsageMode.Auto, UsageSource.Reported, "InputTokens 50, OutputTokens 60")]
    [InlineData(UsageMode.Reported, UsageSource.Reported, "InputTokens 50, OutputTokens 60")]
    [InlineData(UsageMode.Count, UsageSource.Counted, "InputTokens 9, OutputTokens 1")]
    [InlineData(UsageMode.Verify, UsageSource.Reported, "InputTokens 50, OutputTokens 60, CountedInputTokens 9, CountedOutputTokens 1")]
    public void Usage_EachMode_BillsItsSource(UsageMode mode, UsageSource source, string quantities)
    {
        var reading = CallReading.Of(
            """{"model":"gpt-4o","messages":[{"role":"user","content":"hello world"}],"completion":"hello","usage":{"input_tokens":50,"output_tokens":60}}""",
            CallReading.Demo with { Usage = mode });
        Assert.Equal((source, quantities), (reading.Key.Source, reading.Quantities));
    }

    [Fact]
    public void Usage_ReportedButNoneThere_IsRejected() =>
        Assert.Equal("no_usage", CallReading.Of( """
            {"model":"gpt-4o","messages":[{"role":"user","content":"hi"}]}
            """.ReplaceLineEndings(""), CallReading.Demo with { Usage = UsageMode.Reported }).Fate);

    [Fact]
    public void Usage_LoneSurrogatesAndInvalidUtf8_AreCounted()
    {
        Assert.Equal("accepted", CallReading.Of("""{"model":"gpt-4o","messages":[{"role":"user","content":"a\ud83d b"}]}""").Fate);
        var bytes = Encoding.UTF8.GetBytes("""{"model":"gpt-4o","messages":[{"role":"user","content":"a? b"}]}""");
        bytes[Array.IndexOf(bytes, (byte)'?')] = 0xFF;
        Assert.Equal("accepted", CallReading.Of(bytes).Fate);
    }

    [Theory]
    [InlineData("""{"tenant":"a","metadata":{"tenant":"b"},"user":"c"}""", "a")]
    [InlineData("""{"metadata":{"tenant_id":"b"},"user":"c"}""", "b")]
    [InlineData("""{"metadata":{"team":"b"},"user":"c"}""", "b")]
    [InlineData("""{"user":"c"}""", "c")]
    [InlineData("""{"tenant_id":42}""", "42")]
    [InlineData("""{"tenant":""}""", null)]
    [InlineData("""{}""", null)]
    public void Tenant_OfTheLog_IsTheBestField(string fields, string? tenant)
    {
        var reading = CallReading.Of($$"""{"model":"m","usage":{"input_tokens":1},{{fields[1..]}}""".Replace(",}", "}", StringComparison.Ordinal), new());
        Assert.Equal(tenant is null ? "no_tenant" : "accepted", reading.Fate);
        if (tenant is null) Assert.Contains("--tenant-from", reading.Rejected.Message, StringComparison.Ordinal);
        else Assert.Equal(tenant, reading.Key.Tenant);
    }

    [Theory]
    [InlineData("who.name", "acme")]
    [InlineData("tags.1", "second")]
    [InlineData("inner.team", "blue")]
    [InlineData("who.missing", null)]
    [InlineData("tags.9", null)]
    public void TenantFrom_Path_DecidesAndMissingIsRejected(string path, string? tenant)
    {
        var reading = CallReading.Of(
            """{"tenant":"log","model":"m","who":{"name":"acme"},"tags":["first","second"],"inner":"{\"team\":\"blue\"}","usage":{"input_tokens":1}}""",
            new() { TenantFrom = path });
        Assert.Equal(tenant is null ? "no_tenant" : "accepted", reading.Fate);
        if (tenant is not null) Assert.Equal(tenant, reading.Key.Tenant);
    }

    [Fact]
    public void ModelAndTime_FromOptions_Decide()
    {
        const string line = """{"model":"m","deployment":"gpt-4o","when":"2026-02-01","created":1767225600,"usage":{"input_tokens":1}}""";
        var key = CallReading.Of(line, new() { Tenant = "t", ModelFrom = "deployment", TimeFrom = "when" }).Key;
        Assert.Equal(("gpt-4o", new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero)), (key.ResponseModel, key.Slot.Start));
        Assert.Equal("forced", CallReading.Of(line, new() { Tenant = "t", Model = "forced" }).Key.ResponseModel);
        var time = new DateTimeOffset(2025, 5, 5, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(time, CallReading.Of(Good, new() { Tenant = "t", Time = time }).Key.Slot.Start);
        Assert.True(CallReading.Of(Good).Key.Slot.IsUndated);
    }

    [Theory]
    [InlineData("a..b")]
    [InlineData("")]
    [InlineData(".")]
    public void Options_PathThatIsNone_IsRefused(string path) => Assert.Throws<ArgumentException>(() => new RecordChunkReader(new() { TenantFrom = path }));

    [Fact]
    public void Options_FormatThatIsNone_IsRefusedWithTheNames()
    {
        var exception = Assert.Throws<ArgumentException>(() => new RecordChunkReader(new() { InputFormat = "xml" }));
        Assert.Contains("openai-chat", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("canonical", "accepted")]
    [InlineData("openai-chat", "unknown_format")]
    [InlineData("pair", "unknown_format")]
    public void Options_ForcedFormat_TakesNoOther(string format, string fate) => Assert.Equal(fate, CallReading.Of(Good, CallReading.Demo with { InputFormat = format }).Fate);

    [Fact]
    public void Keys_SameCallsAgain_AreSharedAndCostNoMemory()
    {
        var line = """{"object":"chat.completion","created":1767225600,"model":"gpt-4o","choices":[],"usage":{"prompt_tokens":1,"completion_tokens":2}}""" + "\n";
        var lines = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(line, 2_000)));
        var reader = new RecordChunkReader(CallReading.Demo);
        var posting = new ChunkPosting();
        // The least of some: the runtime's own allocations (a method compiled anew, say) are counted too.
        var least = long.MaxValue;
        for (var round = 0; round < 6; round++)
        {
            posting.Clear();
            var chunk = CallReading.ChunkOf(lines);
            var before = GC.GetAllocatedBytesForCurrentThread();
            reader.Read(chunk, "file:///a", posting, TestContext.Current.CancellationToken);
            least = long.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        Assert.InRange(least, 0, 4_000);
        Assert.Equal((2_000, 1), (posting.Calls.Count, posting.Keys.Count));
    }
}
