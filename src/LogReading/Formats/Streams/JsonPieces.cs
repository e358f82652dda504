using Accounting.LogReading.Calls;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Streams;

/// <summary>Writing JSON from pieces of other JSON. Escapes are carried over as they stand, so halves of a surrogate pair in two events
/// meet again.</summary>
internal static class JsonPieces
{
    /// <summary>A value as it stood, a string with its quotes; <c>null</c> where it is missing.</summary>
    public static ByteText AppendValue(this ByteText json, JsonValue value)
    {
        if (value.Kind == JsonKind.Missing) return json.Append("null"u8);
        return value.IsString ? json.AppendText(value.Raw) : json.Append(value.Raw);
    }

    /// <summary>A string of escaped bytes.</summary>
    public static ByteText AppendText(this ByteText json, ReadOnlySpan<byte> escaped) => json.Append("\""u8).Append(escaped).Append("\""u8);

    /// <summary>A comma where one is needed after what was written, then a member's name.</summary>
    public static ByteText AppendName(this ByteText json, ReadOnlySpan<byte> escaped) => json.AppendComma().AppendText(escaped).Append(":"u8);

    /// <summary>A comma, unless an object, an array or the text has just begun.</summary>
    public static ByteText AppendComma(this ByteText json) => json.Length == 0 || json.Span[^1] is (byte)'{' or (byte)'[' or (byte)':' ? json : json.Append(","u8);

    /// <summary>A member with a value that stands in another text; nothing where that is empty.</summary>
    public static ByteText AppendMember(this ByteText json, ReadOnlySpan<byte> name, ByteText value) =>
        value.Length == 0 ? json : json.AppendName(name).Append(value.Span);

    /// <summary>Keeps a value unless it is missing or null.</summary>
    public static void Keep(this ByteText kept, JsonValue value)
    {
        if (!value.HasValue) return;
        kept.Clear();
        kept.AppendValue(value);
    }
}
