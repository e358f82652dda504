using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Accounting.Core.Pricing;

/// <summary>
/// Fields of a model that are no prices, kept as they were given: name and JSON text, sorted by name. Immutable, compared by value.
/// </summary>
public sealed class ModelInfo : IEquatable<ModelInfo>
{
    public static readonly ModelInfo None = new([]);

    private static readonly JsonWriterOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private ModelInfo(ImmutableSortedDictionary<string, string> fields) => Fields = fields;

    private ModelInfo(IEnumerable<KeyValuePair<string, string>> fields) : this(fields.ToImmutableSortedDictionary(StringComparer.Ordinal))
    {
    }

    /// <summary>By name; each text is JSON without spaces, and never <c>null</c>.</summary>
    public ImmutableSortedDictionary<string, string> Fields { get; }

    /// <summary>Whether they are less than <see cref="PricingLimits.InfoCharsMax"/>.</summary>
    public bool IsBounded => Fields.Sum(pair => (long)pair.Key.Length + pair.Value.Length) <= PricingLimits.InfoCharsMax;

    /// <summary>Of fields as read; <c>null</c> is left out.</summary>
    public static ModelInfo Of(IEnumerable<JsonProperty> fields)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in fields)
            if (field.Value.ValueKind != JsonValueKind.Null) texts[field.Name] = Text(field.Value);
        return texts.Count == 0 ? None : new(texts);
    }

    /// <summary>These fields with those of <paramref name="changes"/> in place of what they name. Objects are merged one level deep (LiteLLM 3).</summary>
    public ModelInfo With(ModelInfo changes)
    {
        if (changes.Fields.IsEmpty || changes.Equals(this)) return this;
        var fields = Fields.ToBuilder();
        foreach (var (name, text) in changes.Fields) fields[name] = fields.TryGetValue(name, out var old) ? Merged(old, text) : text;
        return new(fields.ToImmutable());
    }

    public bool Equals(ModelInfo? other) => other is not null && (ReferenceEquals(this, other) || Fields.SequenceEqual(other.Fields));

    public override bool Equals(object? obj) => Equals(obj as ModelInfo);

    public override int GetHashCode() => Fields.Count;

    private static string Merged(string old, string text)
    {
        if (old[0] != '{' || text[0] != '{') return text;
        using var before = JsonDocument.Parse(old);
        using var after = JsonDocument.Parse(text);
        return Text(writer =>
        {
            writer.WriteStartObject();
            foreach (var member in before.RootElement.EnumerateObject())
                if (!after.RootElement.TryGetProperty(member.Name, out _)) member.WriteTo(writer);
            foreach (var member in after.RootElement.EnumerateObject()) member.WriteTo(writer);
            writer.WriteEndObject();
        });
    }

    private static string Text(JsonElement value) => Text(value.WriteTo);

    private static string Text(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, s_plain)) write(writer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
