using Accounting.Tokenization.Images;
using Accounting.Tokenization.Json;

namespace Accounting.Tokenization.Chat.Providers;

/// <summary>
/// OpenAI Responses: <c>instructions</c> counts as a system message where it is not empty, <c>input</c> is a text or a list of items,
/// each a message, a call or a call's output.
/// </summary>
internal sealed class ResponsesCounter(CountingScope scope, ToolsCounter tools)
{
    private delegate bool Rule(ResponsesCounter counter, JsonValue value, MessageConstants constants, ref long tokens);

    private static readonly (byte[] Type, Rule Rule)[] Items =
    [
        ("message"u8.ToArray(), (counter, item, constants, ref tokens) => counter.TryAddMessage(item, constants, ref tokens)),
        ("function_call"u8.ToArray(), (counter, item, constants, ref tokens) =>
            counter.TryAddCall(item, "arguments"u8, constants, ref tokens)),
        ("custom_tool_call"u8.ToArray(), (counter, item, constants, ref tokens) =>
            counter.TryAddCall(item, "input"u8, constants, ref tokens)),
        ("mcp_call"u8.ToArray(), (counter, item, constants, ref tokens) => counter.TryAddMcpCall(item, constants, ref tokens)),
        ("function_call_output"u8.ToArray(), (counter, item, constants, ref tokens) => counter.TryAddOutput(item, constants, ref tokens)),
        ("custom_tool_call_output"u8.ToArray(), (counter, item, constants, ref tokens) =>
            counter.TryAddOutput(item, constants, ref tokens)),
        ("reasoning"u8.ToArray(), (_, _, _, ref _) => true),
    ];

    private static readonly (byte[] Type, Rule Rule)[] Parts =
    [
        ("input_text"u8.ToArray(), (counter, part, _, ref tokens) => counter.Add(part["text"u8], ref tokens)),
        ("output_text"u8.ToArray(), (counter, part, _, ref tokens) => counter.Add(part["text"u8], ref tokens)),
        ("text"u8.ToArray(), (counter, part, _, ref tokens) => counter.Add(part["text"u8], ref tokens)),
        ("refusal"u8.ToArray(), (counter, part, _, ref tokens) => counter.Add(part["refusal"u8], ref tokens)),
        ("input_image"u8.ToArray(), (counter, part, _, ref tokens) => counter.TryAddImage(part, ref tokens)),
        ("input_file"u8.ToArray(), (counter, part, _, ref tokens) => counter.TryAddFile(part, ref tokens)),
    ];

    private readonly ImageCounter _images = new(scope);

    public bool TryCount(
        JsonValue instructions, JsonValue input, JsonValue offered, JsonValue choice, MessageConstants constants, ref long tokens)
    {
        var hasSystem = PythonText.IsTrue(instructions);
        if (hasSystem && instructions.IsString) tokens += constants.PerMessage + scope.Count("system"u8) + scope.Count(instructions.Utf8);
        else if (hasSystem && !TryAddItems(instructions, constants, ref tokens)) return false;
        if (input.IsString) tokens += constants.PerMessage + scope.Count("user"u8) + scope.Count(input.Utf8);
        else if (!TryAddItems(input, constants, ref tokens)) return false;
        if (!tools.TryAddTools(offered, hasSystem, ref tokens)) return false;
        tools.AddChoice(choice.Is("none"u8), choice["name"u8], ref tokens);
        tokens += constants.ReplyPriming;
        return true;
    }

    private bool TryAddItems(JsonValue items, MessageConstants constants, ref long tokens)
    {
        if (!items.HasValue) return true;
        if (!items.IsArray)
            return scope.Fail($"`input` or `instructions` is {Describe.Kind(items)}, expected a string or a list of items.");
        foreach (var item in items)
        {
            var type = item["type"u8].HasValue ? item["type"u8] : default;
            var done = type.HasValue || !item["role"u8].IsString
                ? TryApply(Items, type, item, "input item", constants, ref tokens)
                : TryAddMessage(item, constants, ref tokens);
            if (!done) return false;
        }
        return true;
    }

    private bool TryApply(
        (byte[] Type, Rule Rule)[] rules, JsonValue type, JsonValue value, string what, MessageConstants constants, ref long tokens)
    {
        foreach (var (name, rule) in rules)
            if (type.Is(name)) return rule(this, value, constants, ref tokens);
        return scope.Fail($"An {what} of type {Describe.Text(type)} cannot be counted.");
    }

    private bool TryAddMessage(JsonValue message, MessageConstants constants, ref long tokens)
    {
        tokens += constants.PerMessage + scope.Count(message["role"u8].Utf8);
        return TryAddContent(message["content"u8], constants, ref tokens);
    }

    private bool TryAddContent(JsonValue content, MessageConstants constants, ref long tokens)
    {
        if (content.IsString) return Add(content, ref tokens);
        foreach (var part in content)
            if (!TryApply(Parts, part["type"u8], part, "input part", constants, ref tokens)) return false;
        return true;
    }

    private bool TryAddCall(JsonValue call, ReadOnlySpan<byte> payload, MessageConstants constants, ref long tokens)
    {
        tokens += constants.PerMessage + scope.Count("assistant"u8) + scope.Count(call["name"u8].Utf8);
        if (call[payload].HasValue) tokens += scope.CountPythonText(call[payload]);
        return true;
    }

    private bool TryAddMcpCall(JsonValue call, MessageConstants constants, ref long tokens) =>
        TryAddCall(call, "arguments"u8, constants, ref tokens) && Add(call["output"u8], ref tokens);

    private bool TryAddOutput(JsonValue output, MessageConstants constants, ref long tokens)
    {
        tokens += constants.PerMessage + scope.Count("tool"u8);
        return TryAddContent(output["output"u8], constants, ref tokens);
    }

    private bool TryAddImage(JsonValue part, ref long tokens)
    {
        if (!part["image_url"u8].HasValue)
        {
            tokens += _images.AutoTokens;
            return true;
        }
        return _images.TryAdd(part["image_url"u8], part["detail"u8].HasValue ? part["detail"u8] : default, ref tokens);
    }

    private bool TryAddFile(JsonValue part, ref long tokens)
    {
        tokens += scope.Count(part["filename"u8].Utf8) + _images.AutoTokens;
        return true;
    }

    private bool Add(JsonValue text, ref long tokens)
    {
        tokens += scope.Count(text.Utf8);
        return true;
    }
}
