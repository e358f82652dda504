using Accounting.Tokenization.Chat;
using Accounting.Tokenization.Encodings;
using Accounting.Tokenization.Json;
using Accounting.Tokenization.Models;

namespace Accounting.BatchClient.Tokens;

/// <summary>Counts JSON lines: texts, or chat requests. Keeps a counter per encoding. Not thread-safe.</summary>
internal sealed class LineCounter(ChosenTokenizer chosen, string model, bool modelFromLine, bool addSpecialTokens = true)
{
    private readonly JsonIndex _json = new();
    private readonly Dictionary<string, ChatTokenCounter> _counters = new(StringComparer.Ordinal)
    {
        [chosen.Name] = new(chosen.Tokenizer.CreateCounter(addSpecialTokens)),
    };

    /// <summary>A JSON string, or an object with <c>text</c>.</summary>
    public CountAnswer CountText(ReadOnlyMemory<byte> line)
    {
        if (!TryRead(line, out var root, out var error)) return CountAnswer.Failed(error);
        var text = root.IsObject ? root["text"u8] : root;
        if (!text.IsString && !text.IsArray)
            return CountAnswer.Failed("Neither a JSON string nor an object with a \"text\". For chat requests use --messages.");
        try
        {
            return Counter(chosen.Name).TryCountText(text, out var tokens, out error)
                ? new(tokens, chosen.Name, chosen.IsKnown)
                : CountAnswer.Failed(error);
        }
        catch (InvalidDataException exception)
        {
            return CountAnswer.Failed(exception.Message);
        }
    }

    /// <summary>A list of messages, or a request that has one.</summary>
    public CountAnswer CountMessages(ReadOnlyMemory<byte> line)
    {
        if (!TryRead(line, out var root, out var error)) return CountAnswer.Failed(error);
        var messages = root.IsArray ? root : root["messages"u8];
        if (!messages.IsArray)
            return CountAnswer.Failed("Neither a list of messages nor an object with \"messages\". For texts use --jsonl.");
        var (tools, toolChoice, system) = root.IsObject ? (root["tools"u8], root["tool_choice"u8], root["system"u8]) : default;
        var (name, encoding, isKnown) = (model, chosen.Name, chosen.IsKnown);
        if (modelFromLine && root.IsObject && root["model"u8] is { IsString: true } named)
        {
            name = named.GetString();
            (encoding, isKnown) = ModelEncodings.For(name);
        }
        var counter = Counter(encoding);
        try
        {
            var isCounted = system.HasValue
                ? counter.TryCountSystemAndMessages(system, messages, tools, toolChoice, name, out var tokens, out error)
                : counter.TryCountMessages(messages, tools, toolChoice, name, responseOnly: false, out tokens, out error);
            return isCounted ? new(tokens, encoding, isKnown) : CountAnswer.Failed(error);
        }
        catch (InvalidDataException exception)
        {
            return CountAnswer.Failed(exception.Message);
        }
    }

    private bool TryRead(ReadOnlyMemory<byte> line, out JsonValue root, out string error)
    {
        (root, error) = (default, "");
        if (line.Span.Trim(" \t"u8).IsEmpty)
        {
            error = "The line is blank. Expected a JSON value.";
            return false;
        }
        var isRead = _json.TryRead(line, out var problem);
        if (isRead) root = _json.Root;
        else error = $"Not valid JSON at byte {problem.Offset}: {problem.Message}";
        return isRead;
    }

    private ChatTokenCounter Counter(string encoding)
    {
        if (!_counters.TryGetValue(encoding, out var counter))
            _counters[encoding] = counter = new(TokenEncoding.Get(encoding).CreateCounter());
        return counter;
    }
}
