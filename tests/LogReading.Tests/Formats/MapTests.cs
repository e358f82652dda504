using Accounting.LogReading.Calls;
using Accounting.LogReading.Tests.Calls;

namespace Accounting.LogReading.Tests.Formats;

/// <summary>Maps of unknown logs.</summary>
public sealed class MapTests
{
    private const string Map = """
        {"tenant": "who.team", "model": "llm.name", "id": "ids.0", "time": "at", "provider": {"value": "azure"}, "cost": "llm.usd",
         "usage": {"input_tokens": "llm.in", "cached_input_tokens": "llm.cached", "output_tokens": "llm.out"}}
        """;

    private static CallReading Read(string record, string map = Map) => CallReading.Of(record, new() { Map = map });

    [Fact]
    public void Map_EachField_ComesFromItsPath()
    {
        var reading = Read("""{"who":{"team":"acme"},"ids":["x1"],"at":1772366400,"llm":"{\"name\":\"gpt-4o\",\"in\":\"300\",\"cached\":512,\"out\":96.0,\"usd\":0.25}"}""");
        Assert.Equal("InputTokens 300, CachedInputTokens 512, OutputTokens 96", reading.Quantities);
        Assert.Equal(("acme", "azure", "gpt-4o", "0.25"), (reading.Key.Tenant, reading.Key.Provider, reading.Key.ResponseModel, reading.Call.ReportedCost?.ToString()));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), reading.Key.Slot.Start);
        Assert.Equal(Core.Ledger.CallId.FromProviderId("acme", "x1"u8), reading.Call.Id);
    }

    [Fact]
    public void Map_UsageOfAProvider_IsReadAsThatProviderMeansIt()
    {
        const string map = """{"tenant": {"value": "t"}, "model": "m", "usage": "u"}""";
        Assert.Equal("InputTokens 3, CachedInputTokens 7, OutputTokens 1", Read("""{"m":"x","u":{"prompt_tokens":10,"completion_tokens":1,"prompt_tokens_details":{"cached_tokens":7}}}""", map).Quantities);
        Assert.Equal("InputTokens 10, CachedInputTokens 7, OutputTokens 1", Read("""{"m":"x","u":{"input_tokens":10,"cache_read_input_tokens":7,"output_tokens":1}}""", map).Quantities);
    }

    [Fact]
    public void Map_TotalsThatIncludeTheCache_AreNamedAsTheProviderDoes() => Assert.Equal(
        "InputTokens 3, CachedInputTokens 7, OutputTokens 1",
        Read("""{"m":"x","in":10,"hit":7,"out":1}""", """{"tenant": {"value": "t"}, "model": "m", "usage": {"prompt_tokens": "in", "completion_tokens": "out", "prompt_tokens_details": {"cached_tokens": "hit"}}}""").Quantities);

    [Fact]
    public void Map_Text_IsCounted() => Assert.Equal(
        "InputTokens 2, OutputTokens 1", Read("""{"q":"hello world","a":"hello"}""", """{"tenant": {"value": "t"}, "model": {"value": "gpt-4o"}, "prompt": "q", "completion": "a"}""").Quantities);

    [Theory]
    [InlineData("""{"who":{"team":"a"},"at":1772366400,"llm":{"name":"m","in":"many"}}""", "invalid_quantity", "At 'llm.in', the map's 'usage.input_tokens', stands the text \"many\"; expected a whole number from 0 to 2^40")]
    [InlineData("""{"who":{"team":"a"},"at":1772366400,"llm":{"name":"m","in":-1}}""", "invalid_quantity", "stands -1")]
    [InlineData("""{"who":{"team":"a"},"at":"soon","llm":{"name":"m","in":1}}""", "invalid_time", "At 'at', the map's 'time', stands the text \"soon\"")]
    [InlineData("""{"who":{"team":"a"},"llm":{"name":{"x":1},"in":1}}""", "no_model", "stands an object with x; expected a text")]
    [InlineData("""{"who":{"team":"a"},"llm":{"model":"m","in":1}}""", "no_model", "nothing at 'llm.name', the map's 'model': 'llm' is an object with model, in, without 'name'")]
    [InlineData("""{"who":"a","llm":{"name":"m","in":1}}""", "no_tenant", "'who' is the text \"a\", without 'team'")]
    [InlineData("""{"who":{"team":"a"},"llm":{"name":"m"}}""", "no_usage", "nothing at 'llm.in', the map's 'usage.input_tokens'")]
    [InlineData("""{"llm":[]}""", "no_model", "'llm' is a list, without 'name'")]
    public void Map_WrongRecord_PointsAtThePathAndWhatWasThere(string record, string reason, string message)
    {
        var rejected = Read(record).Rejected;
        Assert.Equal(reason, rejected.Reason);
        Assert.Contains(message, rejected.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "holds no JSON object")]
    [InlineData("{", "is not valid JSON, at line 1")]
    [InlineData("{}", "names no field")]
    [InlineData("""{"model":"m"}""", "names neither 'usage' nor 'messages' nor 'prompt'")]
    [InlineData("""{"modell":"m","usage":"u"}""", "names 'modell', which is no field")]
    [InlineData("""{"model":"a..b","usage":"u"}""", "has no path at 'model'")]
    [InlineData("""{"model":7,"usage":"u"}""", "has a Number at 'model'")]
    [InlineData("""{"model":"m","usage":{"tokens":"t"}}""", "names 'usage.tokens', which is no field")]
    [InlineData("""{"model":{"path":"m"},"usage":"u"}""", "has an object at 'model'")]
    [InlineData("""{"model":{"value":[1]},"usage":"u"}""", "has an Array as the value of 'model'")]
    [InlineData("""{"model":"m","model":"n","usage":"u"}""", "names 'model' twice")]
    public void Map_ThatIsNone_SaysWhere(string map, string message) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => ReadingOptions.CheckMap(map)).Message, StringComparison.Ordinal);

    [Fact]
    public void Map_NoMapGiven_LeavesRunsOfOlderVersionsAsTheyWere() =>
        Assert.DoesNotContain("Map", System.Text.Json.JsonSerializer.Serialize(new ReadingOptions()), StringComparison.Ordinal);
}
