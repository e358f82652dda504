using Accounting.Tokenization.Json;

namespace Accounting.Tokenization.Chat;

/// <summary>What is added once to a prompt: tools and the choice among them (LiteLLM 1.5).</summary>
internal sealed class ToolsCounter(CountingScope scope)
{
    private const int AroundTools = 9;
    private const int SavedBySystem = 4;
    private const int ChoiceNone = 1;
    private const int ChoiceNamed = 7;

    private readonly ToolText _text = new(scope);

    /// <summary>Adds the tokens of the tools as they are rendered for the model; nothing where there are none.</summary>
    public bool TryAddTools(JsonValue tools, bool hasSystem, ref long tokens)
    {
        if (!PythonText.IsTrue(tools)) return true;
        if (!tools.IsArray && !IsOneOfGemini(tools)) return scope.Fail($"`tools` is {Describe.Kind(tools)}, expected a list.");
        if (!_text.TryWrite(tools)) return false;
        tokens += scope.CountRented() + AroundTools - (hasSystem ? SavedBySystem : 0);
        return true;
    }

    /// <summary>OpenAI's <c>tool_choice</c>: a word, or an object that names a function.</summary>
    public bool TryAddChoice(JsonValue choice, ref long tokens)
    {
        if (choice.Is("none"u8)) tokens += ChoiceNone;
        if (!choice.IsObject) return true;
        var name = choice["function"u8]["name"u8];
        if (name.Kind == JsonKind.Missing) return scope.Fail("`tool_choice` is an object without `function.name`.");
        tokens += ChoiceNamed + scope.CountPythonText(name);
        return true;
    }

    /// <summary>Gemini's API takes its one tool also without a list around it.</summary>
    private static bool IsOneOfGemini(JsonValue tools) =>
        tools["functionDeclarations"u8].IsArray || tools["function_declarations"u8].IsArray;

    /// <summary>
    /// The same of the other providers' choices: their word for none, or the name of a tool where one is named; any other choice costs
    /// nothing.
    /// </summary>
    public void AddChoice(bool none, JsonValue name, ref long tokens)
    {
        if (none) tokens += ChoiceNone;
        else if (name.IsString) tokens += ChoiceNamed + scope.Count(name.Utf8);
    }
}
