using System.Globalization;
using Accounting.Core.Usage;
using Accounting.LogReading.Formats.Streams;
using Accounting.Tokenization.Chat;
using Accounting.Tokenization.Encodings;
using Accounting.Tokenization.Json;
using Accounting.Tokenization.Models;

namespace Accounting.LogReading.Calls;

/// <summary>Counts the text of calls with the encoding of their model, by litellm-rules 1 in exact mode. Holds one counter per encoding,
/// made at its first use; one per thread.</summary>
internal sealed class CallCounter(CountLimits limits)
{
    private readonly CountClock _clock = new(limits);
    private readonly Dictionary<string, ChatTokenCounter> _counters = new(StringComparer.Ordinal);
    private Name _model = Name.Empty;
    private ChatTokenCounter? _counter;
    private bool _isKnown;

    /// <summary>Whether the last count was stopped because it took longer than the limit.</summary>
    public bool TimedOut { get; private set; }

    /// <summary>Whether the encoding of the model that was counted last is the model's own, or an estimate.</summary>
    public UsageSource Source => _isKnown ? UsageSource.Counted : UsageSource.Estimated;

    /// <summary>Counts prompt and answer. False, with the reason, where the text is not in the record or is of a kind that cannot be
    /// counted.</summary>
    public bool TryCount(
        Call call, NestedTexts nested, out long input, out long output, out string error, CancellationToken cancellationToken)
    {
        input = output = 0;
        TimedOut = false;
        Choose(call.ResponseModel.IsEmpty ? call.RequestedModel : call.ResponseModel);
        if (call.Text.Shape == TextShape.Conversation) call.Text = SplitConversation(call.Text.Request, nested);
        _clock.Start(cancellationToken);
        try
        {
            return TryCountPrompt(call.Text, _model.Text, out input, out error) && TryCountAnswer(call.Text, out output, out error);
        }
        catch (CountTimeoutException exception)
        {
            TimedOut = true;
            error = string.Create(
                CultureInfo.InvariantCulture,
                $"The call's text, {LengthOf(call.Text):N0} bytes of JSON, was not counted within {exception.Limit.TotalSeconds} s");
            return false;
        }
    }

    /// <summary>A hash of what <see cref="TryCount"/> looks at, for calls that were counted.</summary>
    public static ulong HashOf(in CallText text)
    {
        var hash = StableHash.Next((ulong)text.Shape, JsonHash.Of(PromptOf(text)));
        hash = StableHash.Next(hash, JsonHash.Of(SystemOf(text)));
        hash = StableHash.Next(hash, JsonHash.Of(ToolsOf(text)));
        return StableHash.Next(hash, JsonHash.Of(AnswerOf(text)));
    }

    private static long LengthOf(in CallText text) =>
        (long)PromptOf(text).Raw.Length + SystemOf(text).Raw.Length + ToolsOf(text).Raw.Length + AnswerOf(text).Raw.Length;

    private void Choose(Name model)
    {
        if (ReferenceEquals(model, _model) && _counter is not null) return;
        var choice = ModelEncodings.For(model.Text);
        if (!_counters.TryGetValue(choice.EncodingName, out var counter))
            _counters[choice.EncodingName] = counter = new(TokenEncoding.Get(choice.EncodingName).CreateCounter(_clock.Guard));
        (_model, _counter, _isKnown) = (model, counter, choice.IsKnown);
    }

    private bool TryCountPrompt(in CallText text, string model, out long tokens, out string error)
    {
        tokens = 0;
        var request = text.Request;
        var prompt = PromptOf(text);
        if (!prompt.HasValue)
        {
            error = "the record holds no prompt to count, and the log reports no usage";
            return false;
        }
        var tools = request["tools"u8];
        var choice = request["tool_choice"u8];
        return text.Shape switch
        {
            TextShape.Chat => _counter!.TryCountMessages(prompt, tools, choice, model, false, out tokens, out error),
            TextShape.Responses => _counter!.TryCountResponsesInput(SystemOf(text), prompt, tools, choice, model, out tokens, out error),
            TextShape.Anthropic => _counter!.TryCountSystemAndMessages(SystemOf(text), prompt, tools, choice, model, out tokens, out error),
            TextShape.Gemini => _counter!.TryCountGemini(SystemOf(text), prompt, tools, out tokens, out error),
            TextShape.Converse => _counter!.TryCountBedrockConverse(SystemOf(text), prompt, request["toolConfig"u8], out tokens, out error),
            TextShape.Conversation when prompt.IsArray => _counter!.TryCountMessages(prompt, tools, choice, model, false, out tokens, out error),
            _ => _counter!.TryCountText(prompt, out tokens, out error),
        };
    }

    private bool TryCountAnswer(in CallText text, out long tokens, out string error)
    {
        tokens = 0;
        error = "";
        var answer = AnswerOf(text);
        switch (text.Shape)
        {
            case TextShape.Embedding:
                return true;
            case TextShape.Chat or TextShape.Completion or TextShape.Gemini:
                foreach (var choice in answer)
                {
                    var item = text.Shape switch { TextShape.Chat => choice["message"u8], TextShape.Gemini => choice["content"u8], _ => choice["text"u8] };
                    if (!_counter!.TryCountCompletion(item, out var counted, out error)) return false;
                    tokens += counted;
                }
                return true;
            default:
                return _counter!.TryCountCompletion(answer, out tokens, out error);
        }
    }

    private static JsonValue PromptOf(in CallText text)
    {
        var request = text.Request;
        return text.Shape switch
        {
            TextShape.Chat or TextShape.Anthropic or TextShape.Converse => request["messages"u8],
            TextShape.Responses or TextShape.Embedding => request["input"u8],
            TextShape.Completion => request["prompt"u8],
            TextShape.Gemini => request["contents"u8],
            TextShape.Conversation => request["messages"u8].HasValue ? request["messages"u8] : request["prompt"u8],
            _ => default,
        };
    }

    private static JsonValue SystemOf(in CallText text) => text.Shape switch
    {
        TextShape.Anthropic or TextShape.Converse => text.Request["system"u8],
        TextShape.Responses => text.Request["instructions"u8],
        TextShape.Gemini => text.Request["systemInstruction"u8].HasValue ? text.Request["systemInstruction"u8] : text.Request["system_instruction"u8],
        _ => default,
    };

    private static JsonValue ToolsOf(in CallText text) =>
        text.Request["tools"u8].HasValue ? text.Request["tools"u8] : text.Request["toolConfig"u8];

    private static JsonValue AnswerOf(in CallText text) => text.Shape switch
    {
        TextShape.Chat or TextShape.Completion => text.Response["choices"u8],
        TextShape.Responses => text.Response["output"u8],
        TextShape.Anthropic => text.Response["content"u8],
        TextShape.Gemini => text.Response["candidates"u8],
        TextShape.Converse => text.Response["output"u8]["message"u8],
        TextShape.Conversation => text.Response["completion"u8],
        _ => default,
    };

    // The last message, if it is the assistant's and no answer stands apart, is the answer.
    private static CallText SplitConversation(JsonValue root, NestedTexts nested)
    {
        var messages = root["messages"u8].IsArray ? root["messages"u8] : root["conversation"u8];
        if (!messages.IsArray || nested.Take() is not { } json) return new(TextShape.Conversation, root, root);
        JsonValue last = default;
        json.Append("{\"messages\":["u8);
        foreach (var message in messages)
        {
            if (last.HasValue) json.AppendComma().AppendValue(last);
            last = message;
        }
        var isAnswer = last["role"u8].Is("assistant"u8) && !root["completion"u8].HasValue;
        if (last.HasValue && !isAnswer) json.AppendComma().AppendValue(last);
        json.Append("]"u8);
        if (root["tools"u8].HasValue) json.AppendName("tools"u8).AppendValue(root["tools"u8]);
        if (isAnswer) json.AppendName("completion"u8).AppendValue(last);
        else if (root["completion"u8].HasValue) json.AppendName("completion"u8).AppendValue(root["completion"u8]);
        return nested.TryRead(json.Append("}"u8), out var split) ? new(TextShape.Conversation, split, split) : default;
    }
}
