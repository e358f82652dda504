using Accounting.LogReading.Calls;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Streams;

/// <summary>Turns a streamed answer, as server-sent events in a string or as a list of events, into the body that the call would have
/// answered at once.</summary>
internal sealed class StreamJoiner
{
    private readonly IStreamShape[] _shapes = [new ChoicesStream(), new ResponsesStream(), new AnthropicStream(), new GeminiStream(), new ConverseStream()];
    private readonly JsonIndex _event = new();
    private readonly ByteText _data = new();

    /// <summary>Whether a string looks like server-sent events.</summary>
    public static bool IsStream(JsonValue value)
    {
        var text = value.IsString ? value.Raw.TrimStart(" \t\r\n"u8) : default;
        while (text.StartsWith("\\n"u8) || text.StartsWith("\\r"u8)) text = text[2..];
        return text.StartsWith("data:"u8) || text.StartsWith("event:"u8) || text.StartsWith("id:"u8) || text.StartsWith(":"u8) || text.StartsWith("retry:"u8);
    }

    /// <summary>Joins the events of a string. Missing where none of them is known.</summary>
    public JsonValue JoinText(JsonValue text, NestedTexts nested)
    {
        if (nested.Take() is not { } lines) return default;
        var rest = lines.Append(text.Utf8).Memory;
        IStreamShape? shape = null;
        while (!rest.IsEmpty)
        {
            if (NextData(ref rest) is { Length: > 0 } data && _event.TryRead(data, out _)) Add(_event.Root, ref shape);
        }
        return Finish(shape, nested);
    }

    /// <summary>Joins the items of an array. Missing where none of them is known.</summary>
    public JsonValue JoinItems(JsonValue items, NestedTexts nested)
    {
        IStreamShape? shape = null;
        foreach (var item in items) Add(item, ref shape);
        return Finish(shape, nested);
    }

    private void Add(JsonValue item, ref IStreamShape? shape)
    {
        if (!item.IsObject) return;
        if (shape is null)
        {
            shape = Array.Find(_shapes, known => known.Knows(item));
            shape?.Clear();
        }
        shape?.Add(item);
    }

    private static JsonValue Finish(IStreamShape? shape, NestedTexts nested)
    {
        if (shape is null || nested.Take() is not { } json) return default;
        shape.Write(json);
        return nested.TryRead(json, out var root) ? root : default;
    }

    // The data of the next event: mostly one line, which is not copied; several are joined with line feeds.
    private ReadOnlyMemory<byte> NextData(ref ReadOnlyMemory<byte> rest)
    {
        ReadOnlyMemory<byte> data = default;
        while (!rest.IsEmpty)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            line = line.TrimEnd((byte)'\r');
            if (line.IsEmpty)
            {
                if (!data.IsEmpty) return data;
                continue;
            }
            if (!line.Span.StartsWith("data:"u8)) continue;
            var piece = line["data:".Length..].TrimStart((byte)' ');
            if (data.IsEmpty)
            {
                // Some logs leave the blank line between events out: a value that begins and ends in one line is an event.
                if (piece.Span is [(byte)'{', ..] && piece.Span.TrimEnd((byte)' ')[^1] == '}') return piece;
                data = piece;
                continue;
            }
            if (!data.Equals(_data.Memory))
            {
                _data.Clear();
                _data.Append(data.Span);
            }
            data = _data.Append("\n"u8).Append(piece.Span).Memory;
        }
        return data;
    }
}
