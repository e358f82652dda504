using System.Text.Json;

namespace Accounting.LogReading.Inputs;

/// <summary>Tells by the first record whether an input is a session, whose records lean on their neighbours: such an input is one chunk.</summary>
internal static class SessionShape
{
    private static readonly string[] s_formats = ["codex", "claude-code"];
    private static readonly string[] s_codex = ["session_meta", "turn_context", "event_msg", "response_item", "compacted"];

    /// <param name="head">The first decoded bytes.</param>
    /// <param name="format">As the command names it, or <c>auto</c>.</param>
    public static bool Is(ReadOnlySpan<byte> head, string format)
    {
        if (format != "auto") return s_formats.Contains(format);
        if (head.StartsWith("\ufeff"u8)) head = head[3..];
        while (!head.IsEmpty)
        {
            var end = head.IndexOf((byte)'\n');
            var line = end < 0 ? head : head[..end];
            if (line.TrimStart(" \t\r"u8) is [(byte)'{', ..]) return IsSession(line);
            if (end < 0) return false;
            head = head[(end + 1)..];
        }
        return false;
    }

    // As far as the line goes: the head may end in it.
    private static bool IsSession(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line, isFinalBlock: false, default);
        var (key, type, keys) = ("", "", new HashSet<string>(StringComparer.Ordinal));
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth != 1) continue;
                if (reader.TokenType == JsonTokenType.PropertyName) keys.Add(key = reader.GetString()!);
                else if (reader.TokenType == JsonTokenType.String && key == "type") type = reader.GetString()!;
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
        if (keys.Contains("payload")) return s_codex.Contains(type);
        if (type.Length == 0 || keys.Contains("model") || keys.Contains("usage") || keys.Contains("traceId")) return false;
        return keys.Contains("sessionId") || keys.Contains("leafUuid") || (keys.Contains("messageId") && keys.Contains("snapshot"));
    }
}
