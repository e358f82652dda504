using Accounting.Tokenization.Chat;

namespace Accounting.Tokenization.Tests.Chat;

/// <summary>LiteLLM 1.3: what of a message is counted, and what it costs beyond that.</summary>
public class MessageCountingTests
{
    [Theory]
    [InlineData("""[{"role":"user","content":"Hi"}]""", """["user","Hi"]""", 3)]
    [InlineData("""[{"role":"user","content":"Hi"},{"role":"assistant","content":"Ho"}]""", """["user","Hi","assistant","Ho"]""", 6)]
    [InlineData("""[{"role":"system","name":"example_user","content":"x"}]""", """["system","example_user","x"]""", 4)]
    [InlineData("""[{"role":"assistant","content":null}]""", """["assistant"]""", 3)]
    [InlineData("""[{"role":"assistant","content":"","refusal":"No.","reasoning_content":"Hm."}]""", """["assistant","No.","Hm."]""", 3)]
    [InlineData("""[{"role":"assistant","content":"Argentina","prefix":true,"index":4,"audio":{"id":"a"}}]""", """["assistant","Argentina"]""", 3)]
    [InlineData("""[{"role":"tool","tool_call_id":"1","content":"Sunny"}]""", """["tool","1","Sunny"]""", 3)]
    [InlineData("""[{"role":"user","content":"a\n\"\u00e9\ud83d\ude00"}]""", """["user","a\n\"é\uD83D\uDE00"]""", 3)]
    [InlineData("""[{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{\"a\": 1}"}}]}]""", """["assistant","{\"a\": 1}"]""", 3)]
    [InlineData("""[{"role":"assistant","tool_calls":[{"function":{"name":"f"}},{"function":{"name":"g","arguments":null}}]}]""", """["assistant","None"]""", 3)]
    [InlineData("""[{"role":"assistant","tool_calls":[{"function":{"arguments":{"a":[1,true]}}}]}]""", """["assistant","{'a': [1, True]}"]""", 3)]
    [InlineData("""[{"role":"assistant","tool_calls":[]}]""", """["assistant"]""", 3)]
    [InlineData("""[{"role":"assistant","tool_calls":null}]""", """["assistant"]""", 3)]
    [InlineData("""[{"role":"assistant","function_call":{"name":"f","arguments":"{}"}}]""", """["assistant","{}"]""", 3)]
    [InlineData("""[{"role":"assistant","function_call":{"name":"f"}}]""", """["assistant"]""", 3)]
    [InlineData("""[{"role":"assistant","function_call":{"name":"f","arguments":null}}]""", """["assistant","None"]""", 3)]
    [InlineData("""[{"role":"tool","search_results":[{"source":"s","title":"t","content":[{"text":"a"},{"text":"b"},{"n":1}]},3,{"title":"u"}]}]""", """["tool","stabu"]""", 3)]
    [InlineData("""[{"role":"tool","search_results":[{"source":"s","citations":{"enabled":true,"é":[1.0,"ü😀"]}}]}]""",
        """["tool","s{\"enabled\":true,\"\\u00e9\":[1.0,\"\\u00fc\\ud83d\\ude00\"]}"]""", 3)]
    [InlineData("""[{"role":"tool","search_results":[]}]""", """["tool"]""", 3)]
    [InlineData("[]", "[]", 0)]
    [InlineData("null", "[]", 0)]
    public void Message_AnyMembers_CountsItsTexts(string messages, string texts, long added)
    {
        var counted = Counted.Messages(messages);
        Assert.Equal("", counted.Error);
        Assert.Equal(texts, counted.TextList);
        Assert.Equal(added, counted.Added);
    }

    [Theory]
    [InlineData("""{"role":"user"}""", "`messages` is an object, expected a list of messages.")]
    [InlineData("""["Hi"]""", "A message is a string, expected an object with `role` and `content`.")]
    [InlineData("""[{"role":"assistant","tool_calls":{}}]""", "`tool_calls` is an object, expected a list.")]
    [InlineData("""[{"role":"assistant","tool_calls":"f"}]""", "`tool_calls` is a string, expected a list.")]
    [InlineData("""[{"role":"assistant","tool_calls":[{"id":"1"}]}]""", "A tool call has no `function`; only function calls can be counted.")]
    [InlineData("""[{"role":"assistant","tool_calls":[{"function":null}]}]""", "The `function` of a tool call is null, expected an object.")]
    [InlineData("""[{"role":"assistant","function_call":"auto"}]""", "`function_call` is a string, expected an object.")]
    public void Message_LiteLlmRaises_IsRefusedWithTheReason(string messages, string error) =>
        Assert.Equal(error, Counted.Messages(messages).Error);

    [Theory]
    [InlineData("gpt-3.5-turbo-0301", 4 + 4 - 1 + 3)]
    [InlineData("gpt-3.5-turbo-0613", 3 + 3 + 1 + 3)]
    [InlineData("azure/gpt-3.5-turbo-0301", 3 + 3 + 1 + 3)]
    [InlineData("gpt-4o", 3 + 3 + 1 + 3)]
    [InlineData("o10", 3 + 3 + 1 + 3)]
    [InlineData("o3-mini-2025-01-31", 3 + 3 + 1 + 2)]
    [InlineData("openai/o1", 3 + 3 + 1 + 2)]
    [InlineData("azure/gpt-5-nano", 3 + 3 + 1 + 2)]
    public void Constants_ByModel_AreThoseThatProvidersReport(string model, long added)
    {
        const string Messages = """[{"role":"system","content":"s"},{"role":"user","name":"n","content":"c"}]""";
        Assert.Equal(added, Counted.Prompt(Messages, "", "", model).Added);
        var likeLiteLlm = Counted.Prompt(Messages, "", "", model, options: new() { LikeLiteLlm = true });
        Assert.Equal(model == "gpt-3.5-turbo-0301" ? 4 + 4 - 1 + 3 : 3 + 3 + 1 + 3, likeLiteLlm.Added);
    }

    [Fact]
    public void Prompt_ManyMessages_IsTheSumOfItsMessagesAndThePriming()
    {
        const int Seed = 20261122;
        var random = new Random(Seed);
        string[] parts =
        [
            """{"role":"user","content":"What is it?"}""",
            """{"role":"system","content":"Be brief."}""",
            """{"role":"assistant","content":null,"function_call":{"arguments":"{}"}}""",
            """{"role":"user","name":"bob","content":[{"type":"text","text":"a"},{"type":"image_url","image_url":"x"}]}""",
            """{"role":"tool","tool_call_id":"c","content":"é"}""",
        ];
        for (var round = 0; round < 200; round++)
        {
            var chosen = Enumerable.Range(0, random.Next(8)).Select(_ => parts[random.Next(parts.Length)]).ToArray();
            var whole = Counted.Prompt($"[{string.Join(',', chosen)}]", "", "");
            var single = chosen.Select(part => Counted.Messages($"[{part}]")).ToArray();
            Assert.True(whole.Added == 3 + single.Sum(counted => counted.Added), $"seed {Seed}, round {round}");
            Assert.True(whole.Texts.SequenceEqual(single.SelectMany(counted => counted.Texts)), $"seed {Seed}, round {round}");
        }
    }

    [Fact]
    public void Disabled_Anything_CountsNothing()
    {
        var options = new ChatCountingOptions { Disabled = true };
        var counted = Counted.Run(options, (ChatTokenCounter counter, out long tokens, out string error) =>
        {
            var messages = Json.Read("""[{"role":"user","tool_calls":3}]""");
            var done = counter.TryCountMessages(messages, default, default, "gpt-4o", false, out tokens, out error);
            Assert.Equal(0, tokens);
            return done;
        });
        Assert.True(counted.Done);
        Assert.Empty(counted.Texts);
        Assert.Equal(0, new ChatTokenCounter(new RecordingCounter(), options).CountText("abc"u8));
    }
}
