using System.Text.Json;

namespace Accounting.BatchClient.Tokens;

/// <summary>A line's count, or why there is none.</summary>
internal readonly record struct CountAnswer(long Count, string Encoding, bool IsKnown, string? Error = null)
{
    public static CountAnswer Failed(string error) => new(0, "", true, error);

    public void Write(Utf8JsonWriter json, long line)
    {
        if (Error is null)
        {
            Write(json, Count, Encoding, IsKnown);
            return;
        }
        json.WriteStartObject();
        json.WriteNumber("line", line);
        json.WriteString("error", Error);
        json.WriteEndObject();
    }

    /// <summary>
    /// <c>{"count":n,"encoding":"…"}</c>; with <c>"estimated":true</c> where the encoding is not known to be the model's.
    /// </summary>
    public static void Write(Utf8JsonWriter json, long count, string encoding, bool isKnown)
    {
        json.WriteStartObject();
        json.WriteNumber("count", count);
        json.WriteString("encoding", encoding);
        if (!isKnown) json.WriteBoolean("estimated", true);
        json.WriteEndObject();
    }
}
