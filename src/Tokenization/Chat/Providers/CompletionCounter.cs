using Accounting.Tokenization.Json;

namespace Accounting.Tokenization.Chat.Providers;

/// <summary>
/// What a model wrote, in the shape of any provider: a text, an OpenAI message, an Anthropic or Bedrock message with blocks, a Gemini
/// content with parts, or the output items of a Responses answer. Names and arguments of calls count, per-message constants do not, and
/// what a model did not write itself (a search's results) counts nothing.
/// </summary>
internal sealed class CompletionCounter(CountingScope scope, GeminiCounter gemini)
{
    public bool TryCount(JsonValue completion, ref long tokens)
    {
        if (completion.IsArray) return AddAll(completion, ref tokens);
        if (completion["parts"u8].IsArray) return gemini.TryAddParts(completion["parts"u8], written: true, ref tokens);
        if (completion.IsString || completion.IsObject) return Add(completion, ref tokens);
        return !completion.HasValue
            || scope.Fail($"A completion is {Describe.Kind(completion)}, expected a text, a message or a list of blocks.");
    }

    private bool AddAll(JsonValue list, ref long tokens)
    {
        foreach (var item in list) Add(item, ref tokens);
        return true;
    }

    /// <summary>
    /// A text, a message, a block or an output item: each has its texts in members of its own, so that one walk serves them all.
    /// </summary>
    private bool Add(JsonValue item, ref long tokens)
    {
        if (item.IsString) tokens += scope.Count(item.Utf8);
        if (!item.IsObject || IsAnswerOfTool(item["type"u8])) return true;
        tokens += CountWritten(item);
        foreach (var call in item["tool_calls"u8]) tokens += CountCall(call["function"u8].IsObject ? call["function"u8] : call["custom"u8]);
        tokens += CountCall(item["function_call"u8]) + CountCall(item["toolUse"u8]) + CountCall(item);
        AddAll(item["summary"u8], ref tokens);
        return Add(item["content"u8], ref tokens) && AddAll(item["content"u8], ref tokens);
    }

    private int CountWritten(JsonValue item)
    {
        var thought = item["reasoning_content"u8].IsString ? item["reasoning_content"u8] : item["reasoning"u8];
        return scope.Count(item["text"u8].Utf8) + scope.Count(item["refusal"u8].Utf8) + scope.Count(item["code"u8].Utf8)
            + scope.Count(item["thinking"u8].Utf8) + scope.Count(thought.Utf8)
            + scope.Count(item["reasoningContent"u8]["reasoningText"u8]["text"u8].Utf8);
    }

    /// <summary>The name and the arguments of a call, however its provider calls them.</summary>
    private int CountCall(JsonValue call)
    {
        var payload = call["arguments"u8].HasValue ? call["arguments"u8] : call["input"u8];
        return !payload.HasValue ? 0 : scope.Count(call["name"u8].Utf8) + scope.CountPythonText(payload);
    }

    private static bool IsAnswerOfTool(JsonValue type) =>
        type.IsString && (type.Utf8.EndsWith("_result"u8) || type.Utf8.EndsWith("_output"u8));
}
