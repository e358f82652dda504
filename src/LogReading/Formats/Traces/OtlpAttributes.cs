using Accounting.LogReading.Calls;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Traces;

/// <summary>Attributes as OTLP JSON writes them: a list of keys with values by type, whole numbers as strings; or a plain object, as some
/// exporters do.</summary>
internal readonly struct OtlpAttributes(JsonValue attributes)
{
    /// <summary>The value of a key, whatever its type; missing where there is none.</summary>
    public JsonValue this[ReadOnlySpan<byte> key]
    {
        get
        {
            if (attributes.IsObject) return attributes[key];
            foreach (var attribute in attributes)
                if (attribute["key"u8].Is(key)) return ValueIn(attribute["value"u8]);
            return default;
        }
    }

    /// <summary>The first of several keys that is there.</summary>
    public JsonValue First(ReadOnlySpan<byte> key, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third = default)
    {
        if (this[key] is { HasValue: true } value) return value;
        if (this[second] is { HasValue: true } other) return other;
        return third.IsEmpty ? default : this[third];
    }

    /// <summary>A count under the first of several keys.</summary>
    public long? Count(Call call, ReadOnlySpan<byte> key, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third = default) => call.CountOf(First(key, second, third), key);

    private static JsonValue ValueIn(JsonValue value)
    {
        foreach (var (_, inner) in value.Members) return inner;
        return default;
    }
}
