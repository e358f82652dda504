namespace Accounting.Tokenization.Tests.Chat;

/// <summary>LiteLLM 1.5: the rendered tools to the byte, and what is added once.</summary>
public class ToolTextTests
{
    private static string Render(string tools) => Counted.Prompt("[]", tools, "").Texts[0];

    /// <summary>One function with these members beside its name.</summary>
    private static string Function(string members) => """[{"name":"f","parameters":{""" + members + "}}]";

    private static string Property(string schema)
    {
        const string Before = "namespace functions {\n\ntype f = (_: {\n";
        const string After = "\n}) => any;\n\n} // namespace functions";
        return Render(Function($"\"properties\":{{\"p\":{schema}}}"))[Before.Length..^After.Length];
    }

    [Theory]
    [InlineData("""[{"type":"function","function":{"name":"f"}}]""", "type f = () => any;\n\n")]
    [InlineData("""[{"function":{"name":"f","description":"Does.","parameters":{}}}]""", "// Does.\ntype f = () => any;\n\n")]
    [InlineData("""[{"function":{"name":"f","description":"","parameters":null}}]""", "type f = () => any;\n\n")]
    [InlineData("""[{"function":{"name":"f","description":3,"parameters":{"properties":{}}}}]""", "// 3\ntype f = () => any;\n\n")]
    [InlineData("""[{"function":{"name":"f","parameters":{"properties":[]}}}]""", "type f = () => any;\n\n")]
    [InlineData("""[{"function":{"name":"f"}},{"function":{"name":"g","description":"two\nlines"}}]""", "type f = () => any;\n\n// two\nlines\ntype g = () => any;\n\n")]
    [InlineData("""[{"function":{"description":"nameless"}},{"function":{"name":null}},{"function":{"name":""}},"text",{"type":"web_search"}]""", "")]
    [InlineData("""[{"name":"f","description":"d","input_schema":{"properties":{"a":{"type":"string"}}},"parameters":{"properties":{"b":{}}}}]""",
        "// d\ntype f = (_: {\na?: string,\n}) => any;\n\n")]
    [InlineData("""[{"type":"function","name":"f","parameters":{"properties":{"b":{}}}}]""", "type f = (_: {\nb?: any,\n}) => any;\n\n")]
    [InlineData("""[{"functionDeclarations":[{"name":"f"},{"name":"g"},3]}]""", "type f = () => any;\n\ntype g = () => any;\n\n")]
    [InlineData("""[{"function_declarations":[{"name":"f","parameters":{"properties":{"a":{"type":"STRING"}}}}]}]""", "type f = (_: {\na?: any,\n}) => any;\n\n")]
    [InlineData("""[{"toolSpec":{"name":"f","inputSchema":{"json":{"properties":{"a":{"type":"null"}}}}}}]""", "type f = (_: {\na?: null,\n}) => any;\n\n")]
    public void Tool_AnyShape_IsOneType(string tools, string expected) =>
        Assert.Equal($"namespace functions {{\n\n{expected}}} // namespace functions", Render(tools));

    [Theory]
    [InlineData("""{"type":"string"}""", "p?: string,")]
    [InlineData("""{"type":"string","enum":["a","b\"c"]}""", "p?: \"a\" | \"b\"c\",")]
    [InlineData("""{"type":"string","enum":[]}""", "p?: ,")]
    [InlineData("""{"type":"string","enum":[null,1.0,true,["x"]]}""", "p?: \"None\" | \"1.0\" | \"True\" | \"['x']\",")]
    [InlineData("""{"type":"integer"}""", "p?: number,")]
    [InlineData("""{"type":"number","enum":[-1,1e2]}""", "p?: \"-1\" | \"100.0\",")]
    [InlineData("""{"type":"boolean","enum":[true]}""", "p?: boolean,")]
    [InlineData("""{"type":"null"}""", "p?: null,")]
    [InlineData("""{"type":["string","null"]}""", "p?: any,")]
    [InlineData("""{"anyOf":[{"type":"string"}]}""", "p?: any,")]
    [InlineData("{}", "p?: any,")]
    [InlineData("""{"type":"array","items":{"type":"string"}}""", "p?: string[],")]
    [InlineData("""{"type":"array","items":{"type":"array","items":{}}}""", "p?: any[][],")]
    [InlineData("""{"type":"string","enum":["a","b"],"description":"D"}""", "// D\np?: \"a\" | \"b\",")]
    [InlineData("""{"type":"object"}""", "p?: {\n\n},")]
    [InlineData("""{"type":"object","properties":{"q":{"type":"string","description":"two\nlines"},"r":{"type":"integer"}},"required":["r"]}""",
        "p?: {\n  // two\nlines\n  q?: string,\n  r: number,\n},")]
    [InlineData("""{"type":"object","properties":{"q":{"type":"object","properties":{"r":{}}}}}""", "p?: {\n  q?: {\n    r?: any,\n},\n},")]
    [InlineData("""{"type":"array","items":{"type":"object","properties":{"q":{}}}}""", "p?: {\n  q?: any,\n}[],")]
    public void Property_AnySchema_IsItsType(string schema, string expected) => Assert.Equal(expected, Property(schema));

    [Theory]
    [InlineData("""["a"]""", "a: any,\nb?: any,")]
    [InlineData("""["\u0061",3,"c"]""", "a: any,\nb?: any,")]
    [InlineData("[]", "a?: any,\nb?: any,")]
    [InlineData("null", "a?: any,\nb?: any,")]
    public void Required_ListOfNames_TakesTheQuestionMark(string required, string expected) => Assert.Contains(
        $"{{\n{expected}\n}}",
        Render(Function($"\"required\":{required},\"properties\":{{\"a\":{{}},\"b\":{{}}}}")), StringComparison.Ordinal);

    [Fact]
    public void Required_ManyNames_AreAllFound()
    {
        var names = Enumerable.Range(0, 2000).Select(number => $"p{number}").ToArray();
        var required = string.Join(',', names.Where((_, place) => place % 2 == 0).Select(name => $"\"{name}\""));
        var properties = string.Join(',', names.Select(name => $"\"{name}\":{{}}"));
        var text = Render(Function($"\"required\":[{required}],\"properties\":{{{properties}}}"));
        var expected = names.Select((name, place) => place % 2 == 0 ? $"{name}: any," : $"{name}?: any,");
        Assert.Equal(expected, text.Split('\n').Where(line => line.StartsWith('p')));
    }

    [Theory]
    [InlineData("""{"name":"f"}""", "`tools` is an object, expected a list.")]
    [InlineData("""[{"name":"f","parameters":{"properties":{"a":{"type":"array"}}}}]""", "An array in a tool's schema has `items` that are missing, expected an object.")]
    [InlineData("""[{"name":"f","parameters":{"properties":{"a":true}}}]""", "Property `a` of a tool's schema is a boolean, expected an object.")]
    [InlineData("""[{"name":"f","parameters":{"properties":{"a":{"type":"object","properties":[1]}}}}]""", "The `properties` of a tool's schema are a list, expected an object.")]
    [InlineData("""[{"name":"f","parameters":{"properties":{"a":{"type":"string","enum":null}}}}]""", "An `enum` in a tool's schema is null, expected a list.")]
    public void Tools_LiteLlmRaises_AreRefusedWithTheReason(string tools, string error) =>
        Assert.Equal(error, Counted.Prompt("[]", tools, "").Error);

    [Theory]
    [InlineData("", "", false, 3)]
    [InlineData("[]", "", true, 3)]
    [InlineData("null", "null", true, 3)]
    [InlineData("""[{"name":"f"}]""", "", false, 3 + 9)]
    [InlineData("""[{"name":"f"}]""", "\"auto\"", true, 3 + 9 - 4)]
    [InlineData("""[{"name":"f"}]""", "\"none\"", true, 3 + 9 - 4 + 1)]
    [InlineData("""[{"name":"f"}]""", """{"type":"function","function":{"name":"f"}}""", false, 3 + 9 + 7)]
    [InlineData("", "\"none\"", false, 3 + 1)]
    [InlineData("", "\"required\"", false, 3)]
    [InlineData("", """{"function":{"name":"f"}}""", false, 3 + 7)]
    public void Extras_ToolsAndChoice_AddTheirConstants(string tools, string choice, bool system, long added)
    {
        var messages = system ? """[{"role":"system"}]""" : """[{"role":"user"}]""";
        Assert.Equal(3 + added, Counted.Prompt(messages, tools, choice).Added);
        Assert.Equal(3, Counted.Prompt(messages, tools, choice, responseOnly: true).Added);
    }

    [Theory]
    [InlineData("""{"type":"auto"}""")]
    [InlineData("""{"function":{}}""")]
    public void Choice_ObjectWithoutFunction_IsRefused(string choice) =>
        Assert.Equal("`tool_choice` is an object without `function.name`.", Counted.Prompt("[]", "", choice).Error);
}
