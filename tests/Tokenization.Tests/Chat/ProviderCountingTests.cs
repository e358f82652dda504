using Accounting.Tokenization.Chat;

namespace Accounting.Tokenization.Tests.Chat;

/// <summary>Prompts in the shapes of Anthropic, OpenAI Responses, Gemini and Bedrock Converse.</summary>
public class ProviderCountingTests
{
    private static Counted Anthropic(string system, string messages, string tools = "", string choice = "") =>
        Counted.Run(null, (ChatTokenCounter counter, out long tokens, out string error) =>
            counter.TryCountSystemAndMessages(
                Json.Read(system), Json.Read(messages), Json.Read(tools), Json.Read(choice), "claude-opus-4", out tokens, out error));

    private static Counted Responses(string instructions, string input, string tools = "", string choice = "", string model = "gpt-4o") =>
        Counted.Run(null, (ChatTokenCounter counter, out long tokens, out string error) =>
            counter.TryCountResponsesInput(
                Json.Read(instructions), Json.Read(input), Json.Read(tools), Json.Read(choice), model, out tokens, out error));

    private static Counted Gemini(string system, string contents, string tools = "") =>
        Counted.Run(null, (ChatTokenCounter counter, out long tokens, out string error) =>
            counter.TryCountGemini(Json.Read(system), Json.Read(contents), Json.Read(tools), out tokens, out error));

    private static Counted Bedrock(string system, string messages, string toolConfig = "") =>
        Counted.Run(null, (ChatTokenCounter counter, out long tokens, out string error) =>
            counter.TryCountBedrockConverse(Json.Read(system), Json.Read(messages), Json.Read(toolConfig), out tokens, out error));

    private static void Expect(Counted counted, string texts, long added)
    {
        Assert.Equal("", counted.Error);
        Assert.Equal(texts, counted.TextList);
        Assert.Equal(added, counted.Added);
    }

    private const string Hi = """[{"role":"user","content":"Hi"}]""";

    [Theory]
    [InlineData("", """["user","Hi"]""", 6)]
    [InlineData("null", """["user","Hi"]""", 6)]
    [InlineData("\"\"", """["user","Hi"]""", 6)]
    [InlineData("[]", """["user","Hi"]""", 6)]
    [InlineData("\"Be brief.\"", """["system","Be brief.","user","Hi"]""", 9)]
    [InlineData("""[{"type":"text","text":"Be"},{"type":"text","text":"brief."}]""", """["system","Be","brief.","user","Hi"]""", 9)]
    public void Anthropic_System_IsAMessageBeforeTheOthers(string system, string texts, long added) =>
        Expect(Anthropic(system, Hi), texts, added);

    [Theory]
    [InlineData("", 0)]
    [InlineData("""{"type":"auto"}""", 0)]
    [InlineData("""{"type":"any"}""", 0)]
    [InlineData("""{"type":"none"}""", 1)]
    [InlineData("\"none\"", 1)]
    [InlineData("""{"type":"tool","name":"f"}""", 7)]
    [InlineData("""{"type":"function","function":{"name":"f"}}""", 7)]
    public void Anthropic_ToolChoice_AddsWhatItNames(string choice, long added)
    {
        var counted = Anthropic("\"s\"", Hi, """[{"name":"f","input_schema":{}}]""", choice);
        Assert.Equal(9 + 9 - 4 + added, counted.Added);
        Assert.Equal(added == 7, counted.Texts[^1] == "f");
    }

    [Theory]
    [InlineData("3", Hi, "`system` is a number, expected a string or a list of blocks.")]
    [InlineData("""[{"type":"audio"}]""", Hi, "Invalid content item type: audio.")]
    [InlineData("", "\"Hi\"", "`messages` is a string")]
    public void Anthropic_NotCountable_IsRefusedWithTheReason(string system, string messages, string error) =>
        Assert.StartsWith(error, Anthropic(system, messages).Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("", "\"Hi\"", """["user","Hi"]""", 6)]
    [InlineData("\"Be brief.\"", "\"Hi\"", """["system","Be brief.","user","Hi"]""", 9)]
    [InlineData("null", """[{"role":"user","content":"Hi"},{"type":"message","role":"assistant","content":[{"type":"output_text","text":"Ho"},{"type":"refusal","refusal":"No"}]}]""",
        """["user","Hi","assistant","Ho","No"]""", 9)]
    [InlineData("", """[{"role":"user","content":[{"type":"input_text","text":"a"},{"type":"text","text":"b"},{"type":"input_image","detail":"auto","image_url":"http://x"}]}]""",
        """["user","a","b"]""", 6 + 85)]
    [InlineData("", """[{"role":"user","content":[{"type":"input_image","file_id":"f"},{"type":"input_image","detail":"high","image_url":"https://x"}]}]""", """["user"]""", 6 + 85 + 250)]
    [InlineData("\"\"", "\"Hi\"", """["user","Hi"]""", 6)]
    [InlineData("", """[{"role":"user","content":[{"type":"input_file","filename":"a.pdf","file_data":"x"}]}]""", """["user","a.pdf"]""", 6 + 85)]
    [InlineData("", """[{"type":"function_call","call_id":"1","name":"f","arguments":"{}"},{"type":"function_call_output","call_id":"1","output":"ok"}]""",
        """["assistant","f","{}","tool","ok"]""", 9)]
    [InlineData("", """[{"type":"custom_tool_call","name":"f","input":"x"},{"type":"custom_tool_call_output","output":[{"type":"input_text","text":"ok"}]}]""",
        """["assistant","f","x","tool","ok"]""", 9)]
    [InlineData("", """[{"type":"mcp_call","name":"f","arguments":"{}","output":"ok"},{"type":"reasoning","summary":[],"encrypted_content":"zzz"}]""", """["assistant","f","{}","ok"]""", 6)]
    [InlineData("""[{"role":"developer","content":"d"}]""", "\"Hi\"", """["developer","d","user","Hi"]""", 9)]
    [InlineData("", "", "[]", 3)]
    public void Responses_Items_CountAsMessages(string instructions, string input, string texts, long added) =>
        Expect(Responses(instructions, input), texts, added);

    [Theory]
    [InlineData("\"none\"", 1)]
    [InlineData("\"auto\"", 0)]
    [InlineData("""{"type":"function","name":"f"}""", 7)]
    [InlineData("""{"type":"web_search"}""", 0)]
    public void Responses_ToolChoice_AddsWhatItNames(string choice, long added) =>
        Assert.Equal(9 + 9 - 4 + added, Responses("\"s\"", "\"Hi\"", """[{"type":"function","name":"f"}]""", choice).Added);

    [Fact]
    public void Responses_ReasoningModel_IsPrimedWithTwo() => Assert.Equal(5, Responses("", "\"Hi\"", model: "gpt-5").Added);

    [Theory]
    [InlineData("3", "`input` or `instructions` is a number, expected a string or a list of items.")]
    [InlineData("""[{"type":"item_reference","id":"x"}]""", "An input item of type item_reference cannot be counted.")]
    [InlineData("[7]", "An input item of type missing cannot be counted.")]
    [InlineData("""[{"role":"user","content":[{"type":"input_audio"}]}]""", "An input part of type input_audio cannot be counted.")]
    [InlineData("""[{"role":"user","content":[{"type":"input_image","image_url":"http://x","detail":"huge"}]}]""", "Invalid detail value: huge.")]
    public void Responses_NotCountable_IsRefusedWithTheReason(string input, string error) =>
        Assert.StartsWith(error, Responses("", input).Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("", """[{"role":"user","parts":[{"text":"Hi"}]}]""", """["user","Hi"]""", 6)]
    [InlineData("", "\"Hi\"", """["user","Hi"]""", 6)]
    [InlineData("", """{"parts":{"text":"Hi"}}""", """["user","Hi"]""", 6)]
    [InlineData("""{"parts":[{"text":"Be brief."}]}""", """[{"role":"model","parts":["Hi"]}]""", """["system","Be brief.","model","Hi"]""", 9)]
    [InlineData("\"s\"", """[{"role":"model","parts":[{"functionCall":{"name":"f","args":{"a":1}},"thoughtSignature":"x"}]}]""", """["system","s","model","f","{'a': 1}"]""", 9)]
    [InlineData("", """[{"role":"user","parts":[{"function_response":{"name":"f","response":{"r":"ok"}}}]}]""", """["user","f","{'r': 'ok'}"]""", 6)]
    [InlineData("", """[{"role":"user","parts":[{"inlineData":{"mimeType":"image/png","data":"AA"}},{"file_data":{"file_uri":"x"}}]}]""", """["user"]""", 6 + 170)]
    [InlineData("", """[{"role":"model","parts":[{"executableCode":{"code":"1+1"}},{"code_execution_result":{"output":"2"}},{"thought":true,"text":"hm"}]}]""", """["model","1+1","2","hm"]""", 6)]
    public void Gemini_Contents_CountAsMessages(string system, string contents, string texts, long added) =>
        Expect(Gemini(system, contents), texts, added);

    [Theory]
    [InlineData("7", "A Gemini content is a number, expected an object with `parts`.")]
    [InlineData("""[{"parts":[7]}]""", "A Gemini part is a number, expected an object.")]
    [InlineData("""[{"parts":[{"inlineData":{"mimeType":"video/mp4"}}]}]""", "A Gemini part holds a file of type video/mp4; only images and documents can be counted.")]
    public void Gemini_NotCountable_IsRefusedWithTheReason(string contents, string error) =>
        Assert.Equal(error, Gemini("", contents).Error);

    [Theory]
    [InlineData("""[{"functionDeclarations":[{"name":"f"}]}]""")]
    [InlineData("""{"function_declarations":[{"name":"f"}]}""")]
    public void Gemini_Tools_AreRendered(string tools) =>
        Expect(Gemini("", "\"Hi\"", tools),
            """["user","Hi","namespace functions {\n\ntype f = () => any;\n\n} // namespace functions"]""", 6 + 9);

    [Theory]
    [InlineData("", """[{"role":"user","content":[{"text":"Hi"}]}]""", """["user","Hi"]""", 6)]
    [InlineData("""[{"text":"s"},{"cachePoint":{"type":"default"}}]""", """[{"role":"user","content":[{"text":"Hi"}]}]""", """["system","s","user","Hi"]""", 9)]
    [InlineData("[]", """[{"role":"assistant","content":[{"toolUse":{"toolUseId":"1","name":"f","input":{"a":"b"}}}]}]""", """["assistant","f","{'a': 'b'}"]""", 6)]
    [InlineData("", """[{"role":"user","content":[{"toolResult":{"toolUseId":"1","content":[{"text":"t"},{"json":{"a":null}},{"image":{}}]}}]}]""", """["user","t","{'a': None}"]""", 6 + 85)]
    [InlineData("", """[{"role":"assistant","content":[{"reasoningContent":{"reasoningText":{"text":"hm"}}},{"guardContent":{"text":{"text":"g"}}}]}]""", """["assistant","hm","g"]""", 6)]
    [InlineData("", """[{"role":"user","content":[{"document":{"name":"d","source":{"bytes":"AA"}}},{"document":{"name":"e","source":{"text":"t"}}},{"document":{"source":{"content":[{"text":"u"}]}}}]}]""",
        """["user","d","e","t","u"]""", 6 + 85)]
    public void Bedrock_Blocks_AreCounted(string system, string messages, string texts, long added) =>
        Expect(Bedrock(system, messages), texts, added);

    [Theory]
    [InlineData("""[{"content":[{"video":{}}]}]""", "A Bedrock block holds `video`, which cannot be counted.")]
    [InlineData("""[{"content":[3]}]""", "A Bedrock block is a number, expected an object with text, an image, a document or a tool's call or result.")]
    public void Bedrock_NotCountable_IsRefusedWithTheReason(string messages, string error) =>
        Assert.Equal(error, Bedrock("", messages).Error);

    [Fact]
    public void Bedrock_ToolConfig_AddsToolsAndChoice() => Expect(
        Bedrock("""[{"text":"s"}]""", "[]", """{"tools":[{"toolSpec":{"name":"f"}}],"toolChoice":{"tool":{"name":"f"}}}"""),
        """["system","s","namespace functions {\n\ntype f = () => any;\n\n} // namespace functions","f"]""", 6 + 9 - 4 + 7);
}
