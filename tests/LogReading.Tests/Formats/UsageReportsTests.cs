using Accounting.Core.Usage;
using Accounting.LogReading.Tests.Calls;

namespace Accounting.LogReading.Tests.Formats;

/// <summary>Providers' usage reports: sums over many requests, in buckets.</summary>
public sealed class UsageReportsTests
{
    private static string Result(string model, int requests, string more = "") =>
        $$"""{"object":"organization.usage.completions.result","input_tokens":8120000,"input_cached_tokens":5120000,"output_tokens":960,"num_model_requests":{{requests}},"project_id":"proj_1","model":"{{model}}","batch":false{{more}}}""";

    private static string Bucket(params string[] results) => $$"""{"object":"bucket","start_time":1772323200,"end_time":1772409600,"results":[{{string.Join(',', results)}}]}""";

    [Fact]
    public void OpenAi_PageOfBuckets_IsARecordPerResult()
    {
        var page = $$"""{"object":"page","data":[{{Bucket(Result("gpt-4o", 1000), Result("gpt-5", 1000))}},{{Bucket()}},{{Bucket(Result("gpt-4o", 1000, ",\"api_key_id\":\"k\""))}}],"has_more":false}""";
        var reading = CallReading.Of(page, new());
        Assert.Equal((3, 3), (reading.Posting.Read, reading.Posting.Calls.Select(call => call.Id).Distinct().Count()));
        Assert.All(reading.Posting.Keys, key => Assert.Equal(("proj_1", "openai", new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero)), (key.Tenant, key.Provider, key.Slot.Start)));
        Assert.All(reading.Posting.Calls, call => Assert.Equal("InputTokens 3000000, CachedInputTokens 5120000, OutputTokens 960", reading.Describe(call)));
    }

    [Fact]
    public void OpenAi_SumOverManyRequests_IsInTheBandOfTheirAverage() => Assert.Equal(Band.Of(8120), CallReading.Of(Bucket(Result("gpt-4o", 1000))).Key.InputBand);

    [Fact]
    public void OpenAi_BucketFetchedAgain_IsTheSameCallWhereverItStands()
    {
        var first = CallReading.Of(Bucket(Result("gpt-4o", 1)));
        var again = CallReading.Of("\n\n" + Bucket(Result("gpt-4o", 1)));
        var grown = CallReading.Of(Bucket(Result("gpt-4o", 1).Replace("960", "961", StringComparison.Ordinal)));
        Assert.Equal((first.Call.Id, first.Call.Facts), (again.Call.Id, again.Call.Facts));
        Assert.Equal(first.Call.Id, grown.Call.Id);
        Assert.NotEqual(first.Call.Facts, grown.Call.Facts);
    }

    [Fact]
    public void OpenAi_Audio_StandsBesideText() => Assert.Equal(
        "InputTokens 100, AudioInputTokens 30, OutputTokens 10, AudioOutputTokens 5",
        CallReading.Of(Bucket("""{"object":"organization.usage.completions.result","input_tokens":100,"input_audio_tokens":30,"output_tokens":10,"output_audio_tokens":5,"num_model_requests":1,"model":"m"}""")).Quantities);

    [Theory]
    [InlineData(",\"service_tier\":\"batch\"", true, "")]
    [InlineData(",\"service_tier\":\"priority\"", false, "priority")]
    [InlineData(",\"service_tier\":\"default\"", false, "")]
    public void OpenAi_Tier_IsKept(string tier, bool batch, string name)
    {
        var key = CallReading.Of(Bucket(Result("gpt-4o", 1, tier))).Key;
        Assert.Equal((batch, name), (key.Batch, key.ServiceTier));
    }

    [Theory]
    [InlineData("""{"object":"organization.costs.result","amount":{"value":0.06,"currency":"usd"}}""", "not billable")]
    [InlineData("""{"object":"organization.usage.images.result","images":3,"num_model_requests":3}""", "no_usage")]
    [InlineData("""{"object":"organization.usage.completions.result","input_tokens":1,"num_model_requests":1,"model":null}""", "no_model")]
    public void OpenAi_OtherResults_SayWhatTheyAre(string result, string fate) => Assert.Equal(fate, CallReading.Of(Bucket(result)).Fate);

    [Fact]
    public void OpenAi_ResultWithoutItsBucket_IsRejected() => Assert.Equal("invalid_time", CallReading.Of(Result("gpt-4o", 1)).Fate);

    [Fact]
    public void OpenAi_RowOfTheExport_IsRead() => Assert.Equal("accepted", CallReading.Of(
        """{"start_time":"1772323200","end_time":"1772409600","project_id":"p","num_model_requests":"10","model":"gpt-4o","batch":"False","input_tokens":"8120","output_tokens":"960"}""").Fate);

    private static string Report(string window, string tier = "standard") =>
        $$$"""{"starting_at":"2026-03-01T00:00:00Z","ending_at":"2026-03-02T00:00:00Z","results":[{"uncached_input_tokens":1500,"cache_read_input_tokens":200,"cache_creation":{"ephemeral_5m_input_tokens":500,"ephemeral_1h_input_tokens":1000},"output_tokens":700,"server_tool_use":{"web_search_requests":10},"workspace_id":"wrk_1","model":"claude-sonnet-4-5","service_tier":"{{{tier}}}","context_window":{{{window}}}}]}""";

    [Fact]
    public void Anthropic_Result_LeavesCachesOutOfInput()
    {
        var reading = CallReading.Of(Report("\"0-200k\""), new());
        Assert.Equal("InputTokens 1500, CachedInputTokens 200, CacheWriteTokens 500, CacheWrite1hTokens 1000, OutputTokens 700, WebSearchesMedium 10", reading.Quantities);
        Assert.Equal(("wrk_1", "anthropic"), (reading.Key.Tenant, reading.Key.Provider));
    }

    [Theory]
    [InlineData("\"0-200k\"", 1)]
    [InlineData("null", 1)]
    [InlineData("\"200k-1M\"", 200_001)]
    public void Anthropic_Window_DecidesTheBand(string window, long size) => Assert.Equal(Band.Of(size), CallReading.Of(Report(window)).Key.InputBand);

    [Fact]
    public void Anthropic_Batch_IsTheFlagAndNoTier() => Assert.Equal((true, ""), (CallReading.Of(Report("null", "batch")).Key.Batch, CallReading.Of(Report("null", "batch")).Key.ServiceTier));

    [Fact]
    public void Anthropic_Page_IsARecordPerResult() =>
        Assert.Equal(2, CallReading.Of($$"""{"data":[{{Report("null")}},{{Report("\"200k-1M\"")}}],"has_more":false,"next_page":null}""").Posting.Calls.Count);
}
