using Accounting.Tokenization.Json;

namespace Accounting.Tokenization.Chat;

/// <summary>Messages in OpenAI's and Anthropic's shape (LiteLLM 1.3). Plain messages are counted without allocating.</summary>
internal sealed class MessageCounter(CountingScope scope, ContentCounter content)
{
    /// <summary>Adds the tokens of all messages, and says whether one of them is a system message.</summary>
    public bool TryCount(JsonValue messages, MessageConstants constants, ref long tokens, ref bool hasSystem)
    {
        if (!messages.HasValue) return true;
        if (!messages.IsArray) return scope.Fail($"`messages` is {Describe.Kind(messages)}, expected a list of messages.");
        foreach (var message in messages)
        {
            if (!message.IsObject)
                return scope.Fail($"A message is {Describe.Kind(message)}, expected an object with `role` and `content`.");
            hasSystem |= message["role"u8].Is("system"u8);
            _ = message["content"u8]; // Looking it up notices a second one, about which two readers may disagree.
            tokens += constants.PerMessage;
            foreach (var (key, value) in message.Members)
                if (value.HasValue && !TryCountMember(key, value, constants, ref tokens)) return false;
        }
        return true;
    }

    private bool TryCountMember(JsonValue key, JsonValue value, MessageConstants constants, ref long tokens)
    {
        if (key.Is("tool_calls"u8)) return TryCountToolCalls(value, ref tokens);
        if (key.Is("function_call"u8)) return TryCountFunctionCall(value, ref tokens);
        if (value.IsString)
        {
            tokens += scope.Count(value.Utf8);
            if (key.Is("name"u8)) tokens += constants.PerName;
        }
        else if (value.IsArray && key.Is("content"u8)) return content.TryCountList(value, ref tokens);
        else if (value.IsArray && key.Is("search_results"u8)) tokens += SearchResults.Count(scope, value);
        return true;
    }

    /// <summary>Only the arguments are counted: names and ids are not (LiteLLM 1.3).</summary>
    private bool TryCountToolCalls(JsonValue calls, ref long tokens)
    {
        if (!calls.IsArray) return scope.Fail($"`tool_calls` is {Describe.Kind(calls)}, expected a list.");
        foreach (var call in calls)
        {
            var function = call["function"u8];
            if (function.Kind == JsonKind.Missing) return scope.Fail("A tool call has no `function`; only function calls can be counted.");
            if (!function.IsObject) return scope.Fail($"The `function` of a tool call is {Describe.Kind(function)}, expected an object.");
            tokens += CountArguments(function);
        }
        return true;
    }

    private bool TryCountFunctionCall(JsonValue call, ref long tokens)
    {
        if (!call.IsObject) return scope.Fail($"`function_call` is {Describe.Kind(call)}, expected an object.");
        tokens += CountArguments(call);
        return true;
    }

    private int CountArguments(JsonValue function)
    {
        var arguments = function["arguments"u8];
        return arguments.Kind == JsonKind.Missing ? 0 : scope.CountPythonText(arguments);
    }
}
