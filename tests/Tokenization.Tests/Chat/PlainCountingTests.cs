using Accounting.Tokenization.Chat;

namespace Accounting.Tokenization.Tests.Chat;

/// <summary>Texts, token ids and completions.</summary>
public class PlainCountingTests
{
    private static Counted Text(string json) => Counted.Run(null, (ChatTokenCounter counter, out long tokens, out string error) =>
        counter.TryCountText(Json.Read(json), out tokens, out error));

    private static Counted Completion(string json) => Counted.Run(null, (ChatTokenCounter counter, out long tokens, out string error) =>
        counter.TryCountCompletion(Json.Read(json), out tokens, out error));

    [Theory]
    [InlineData("\"abc\"", """["abc"]""", 0)]
    [InlineData("""["first ","second",null,{"x":1}]""", """["first second"]""", 0)]
    [InlineData("[101,2023,5]", "[]", 3)]
    [InlineData("[[101,2023,5],[7]]", "[]", 4)]
    [InlineData("[]", "[]", 0)]
    [InlineData("null", "[]", 0)]
    [InlineData("", "[]", 0)]
    public void Text_StringListOrIds_IsCountedAsOne(string json, string texts, long added)
    {
        var counted = Text(json);
        Assert.Equal("", counted.Error);
        Assert.Equal(texts, counted.TextList);
        Assert.Equal(added, counted.Added);
    }

    [Theory]
    [InlineData("3", "The input is a number, expected a string, a list of strings or a list of token ids.")]
    [InlineData("{}", "The input is an object, expected a string, a list of strings or a list of token ids.")]
    public void Text_OtherKind_IsRefused(string json, string error) => Assert.Equal(error, Text(json).Error);

    [Theory]
    [InlineData("\"abc\"", """["abc"]""")]
    [InlineData("", "[]")]
    [InlineData("null", "[]")]
    [InlineData("""{"role":"assistant","content":"abc","refusal":null}""", """["abc"]""")]
    [InlineData("""{"role":"assistant","content":null,"refusal":"No."}""", """["No."]""")]
    [InlineData("""{"role":"assistant","content":"a","reasoning_content":"hm","reasoning":"hm"}""", """["hm","a"]""")]
    [InlineData("""{"role":"assistant","content":"a","reasoning":"hm"}""", """["hm","a"]""")]
    [InlineData("""{"content":null,"tool_calls":[{"id":"1","type":"function","function":{"name":"f","arguments":"{}"}},{"custom":{"name":"g","input":"x"}}]}""", """["f","{}","g","x"]""")]
    [InlineData("""{"content":null,"function_call":{"name":"f","arguments":"{}"}}""", """["f","{}"]""")]
    [InlineData("""{"role":"assistant","content":[{"type":"text","text":"a"},{"type":"thinking","thinking":"hm","signature":"s"},{"type":"tool_use","id":"1","name":"f","input":{"a":1}}]}""",
        """["a","hm","f","{'a': 1}"]""")]
    [InlineData("""{"content":[{"type":"server_tool_use","name":"web_search","input":{}},{"type":"web_search_tool_result","content":[{"text":"found"}]}]}""", """["web_search","{}"]""")]
    [InlineData("""{"role":"assistant","content":[{"text":"a"},{"toolUse":{"name":"f","input":{}}},{"reasoningContent":{"reasoningText":{"text":"hm"}}}]}""", """["a","f","{}","hm"]""")]
    [InlineData("""{"role":"model","parts":[{"text":"a"},{"functionCall":{"name":"f","args":{}}}]}""", """["a","f","{}"]""")]
    [InlineData("""{"parts":[{"executableCode":{"code":"1+1"}},{"codeExecutionResult":{"output":"2"}},{"toolResponse":{"response":{"x":1}}}]}""", """["1+1"]""")]
    [InlineData("""[{"type":"reasoning","summary":[{"type":"summary_text","text":"s"}]},{"type":"message","content":[{"type":"output_text","text":"a"}]},{"type":"function_call","name":"f","arguments":"{}"},{"type":"web_search_call","action":{}}]""",
        """["s","a","f","{}"]""")]
    public void Completion_AnyProvider_CountsWhatTheModelWrote(string json, string texts)
    {
        var counted = Completion(json);
        Assert.Equal("", counted.Error);
        Assert.Equal(texts, counted.TextList);
        Assert.Equal(0, counted.Added);
    }

    [Fact]
    public void Completion_OtherKind_IsRefused() =>
        Assert.Equal("A completion is a number, expected a text, a message or a list of blocks.", Completion("7").Error);
}
