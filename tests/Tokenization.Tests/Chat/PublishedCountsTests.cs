using Accounting.Tokenization.Chat;
using Accounting.Tokenization.Encodings;
using Accounting.Tokenization.Models;

namespace Accounting.Tokenization.Tests.Chat;

/// <summary>Counts that LiteLLM is known to return (1.6), and counts of tools of ours that a second implementation gave.</summary>
public class PublishedCountsTests
{
    private static long Count(string model, string messages, string tools = "", string choice = "", bool responseOnly = false)
    {
        var encoding = TokenEncoding.Get(ModelEncodings.LikeLiteLlm(model).EncodingName);
        var counter = new ChatTokenCounter(encoding.CreateCounter(), new() { LikeLiteLlm = true });
        var done = counter.TryCountMessages(
            Json.Read(messages), Json.Read(tools), Json.Read(choice), model, responseOnly, out var tokens, out var error);
        Assert.True(done, error);
        return tokens;
    }

    [Theory]
    [InlineData("gpt-35-turbo", """[{"role":"system","content":"You are a helpful, pattern-following assistant that translates corporate jargon into plain English."}]""", 25)]
    [InlineData("gpt-35-turbo", """[{"role":"system","content":"You are a bot."}]""", 12)]
    [InlineData("gpt-35-turbo", """[{"role":"system","content":"Assistant helps the company employees with their healthcare plan questions, and questions about the employee handbook. Be brief in your answers."}]""", 31)]
    [InlineData("gpt-35-turbo", """[{"role":"system","content":"á"}]""", 8)]
    [InlineData("gpt-35-turbo", """[{"role":"user","content":"\u00e1"}]""", 8)]
    [InlineData("gpt-35-turbo", """[{"role":"system","name":"example_user","content":"New synergies will help drive top-line growth."}]""", 20)]
    [InlineData("gpt-35-turbo", """[{"role":"user","content":"Hello, how are you?"}]""", 13)]
    [InlineData("gpt-35-turbo", """[{"role":"user","content":"What happens in a performance review?"}]""", 14)]
    [InlineData("gpt-35-turbo", """[{"role":"user","content":"Is there a dress code?"}]""", 13)]
    [InlineData("gpt-35-turbo", """[{"role":"user","content":"What does a Product Manager do?"}]""", 14)]
    [InlineData("claude-2", """[{"role":"user","content":"This is a long message that definitely exceeds the token limit."}]""", 19)]
    [InlineData("gpt-3.5-turbo", """[{"role":"user","content":"Who won the world cup in 2022?"},{"role":"assistant","content":"Argentina","prefix":true}]""", 22)]
    [InlineData("claude-sonnet-4-5", """[{"role":"user","content":"Hello, how are you today?"}]""", 14)]
    [InlineData("claude-sonnet-4-5", "[]", 3)]
    public void Messages_PublishedCase_CountTheSame(string model, string messages, long expected)
    {
        Assert.Equal(expected, Count(model, messages));
        Assert.Equal(expected - 3, Count(model, messages, responseOnly: true));
    }

    [Fact]
    public void Messages_PictureInHighDetail_CountsItsTile() => Assert.Equal(266, Count(
        "gpt-4o",
        """
        [{"role":"user","content":[{"type":"text","text":"Describe this picture:"},{"type":"image_url","image_url":{"detail":"high","url":
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ"}}]}]
        """));

    private const string Weather = """
        {"type":"function","function":{"name":"get_weather","description":"Look up the weather of a city","parameters":{"type":"object",
        "properties":{"city":{"type":"string","description":"The city's name"},"unit":{"type":"string","enum":["celsius","fahrenheit"]}},
        "required":["city"]}}}
        """;

    private const string Trip = """
        {"name":"plan_trip","description":"Plan a trip","input_schema":{"type":"object","properties":{
        "stops":{"type":"array","items":{"type":"object","properties":{"place":{"type":"string","description":"Where to stop"},
        "nights":{"type":"integer"}},"required":["place"]}},"budget":{"type":"number"},
        "direct":{"type":"boolean","description":"No changes"},"notes":{"type":["string","null"]}},"required":["stops"]}}
        """;

    private const string Ping = """{"type":"function","function":{"name":"ping"}}""";

    private const string Level = """
        {"functionDeclarations":[{"name":"set_level","description":"Set the level",
        "parameters":{"type":"object","properties":{"level":{"type":"integer","enum":[-1,0,1]}}}}]}
        """;

    /// <summary>The counts are those of a second implementation of rules 1.5 in Python, with npm tiktoken.</summary>
    [Theory]
    [InlineData(Weather, "\"auto\"", 75, 72)]
    [InlineData(Weather, "\"none\"", 76, 73)]
    [InlineData(Weather, """{"type":"function","function":{"name":"get_weather"}}""", 84, 81)]
    [InlineData(Trip, "\"auto\"", 87, 86)]
    [InlineData(Ping, "", 41, 41)]
    [InlineData(Level, "\"none\"", 64, 63)]
    [InlineData(Weather + "," + Trip + "," + Ping + "," + Level, "\"required\"", 164, 159)]
    public void Tools_EachShape_CountAsASecondImplementationDoes(string tools, string choice, long older, long newer)
    {
        const string Messages = """[{"role":"system","content":"You are a travel agent."},{"role":"user","content":"Where shall I go?"}]""";
        Assert.Equal(older, Count("gpt-4", Messages, $"[{tools}]", choice));
        Assert.Equal(newer, Count("gpt-4o", Messages, $"[{tools}]", choice));
    }
}
