using System.Text;
using System.Text.Json;
using Accounting.Core.Pricing;

namespace Accounting.LogReading.Calls;

/// <summary>
/// A mapping of records of an unknown log to the canonical form (docs/LOG-FORMATS.md): a JSON object that has the canonical fields'
/// names, and for each a dotted path into the record, or
/// <c>{"value": "text"}</c> for all records. <c>usage</c> is the path of a usage block that a provider wrote, or an object of paths.
/// Immutable.
/// </summary>
internal sealed class RecordMap
{
    private const int FieldsMax = 64;
    private const int DepthMax = 8;

    private static readonly string[] s_fields =
    [
        "tenant", "id", "time", "provider", "model", "requested_model", "call_type", "service_tier", "batch", "speed",
        "region", "residency", "image_size", "image_quality", "cost", "status", "url",
        "usage", "messages", "prompt", "completion", "tools", "tool_choice",
    ];

    private static readonly string[] s_usage =
    [
        "prompt_tokens", "completion_tokens", "total_tokens", "cached_tokens", "reasoning_tokens",
        "cache_read_input_tokens", "cache_creation_input_tokens", "prompt_tokens_details",
        "completion_tokens_details",
    ];

    /// <exception cref="ArgumentException">The text is no such object; the message says where and what to do.</exception>
    public RecordMap(string json)
    {
        using var document = Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Object) throw Wrong("holds no JSON object; expected {\"model\": \"path.to.model\", \"usage\": {…}, …}");
        Fields = ReadFields(document.RootElement, "", s_fields, 1);
        if (Fields.Count == 0) throw Wrong("names no field; expected at least 'model' and 'usage'");
        if (Fields.TrueForAll(field => field.Name is not ("usage" or "messages" or "prompt")))
            throw Wrong("names neither 'usage' nor 'messages' nor 'prompt', so that nothing could be billed");
    }

    public List<RecordMapField> Fields { get; }

    private static JsonDocument Parse(string json)
    {
        try
        {
            return JsonDocument.Parse(json, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = DepthMax });
        }
        catch (JsonException exception)
        {
            throw Wrong($"is not valid JSON, at line {exception.LineNumber + 1}");
        }
    }

    private static List<RecordMapField> ReadFields(JsonElement owner, string place, string[]? names, int depth)
    {
        var fields = new List<RecordMapField>();
        foreach (var property in owner.EnumerateObject())
        {
            var name = place + property.Name;
            if (names is not null && !names.Contains(property.Name)) throw Unknown(name, names);
            if (fields.Exists(field => field.Name == property.Name)) throw Wrong($"names '{name}' twice");
            fields.Add(ReadField(property, name, depth));
            if (fields.Count > FieldsMax) throw Wrong($"has more than {FieldsMax} fields in one object");
        }
        return fields;
    }

    private static RecordMapField ReadField(JsonProperty property, string name, int depth)
    {
        var value = property.Value;
        if (value.ValueKind == JsonValueKind.String) return new(property.Name, name, PathOf(value.GetString()!, name), null, []);
        if (value.ValueKind != JsonValueKind.Object) throw Wrong($"has {Article(value.ValueKind)} at '{name}'; expected a path in quotes, or {{\"value\": \"text\"}}");
        if (value.TryGetProperty("value", out var constant) && value.EnumerateObject().Count() == 1)
            return constant.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False
                ? new(property.Name, name, null, Encoding.UTF8.GetBytes(constant.GetRawText()), [])
                : throw Wrong($"has {Article(constant.ValueKind)} as the value of '{name}'; expected a text, a number, true or false");
        if (!name.StartsWith("usage", StringComparison.Ordinal)) throw Wrong($"has an object at '{name}'; expected a path in quotes, or {{\"value\": \"text\"}}");
        string[]? names = depth == 1 ? [.. Meters.All.Where(meter => meter.Field.Length > 0).Select(meter => meter.Name), .. s_usage] : null;
        return new(property.Name, name, null, null, ReadFields(value, name + ".", names, depth + 1));
    }

    private static FieldPath PathOf(string path, string name)
    {
        try
        {
            return new(path);
        }
        catch (ArgumentException exception)
        {
            throw Wrong($"has no path at '{name}': {exception.Message}");
        }
    }

    private static string Article(JsonValueKind kind) => kind is JsonValueKind.Array ? "an Array" : $"a {kind}";

    private static ArgumentException Unknown(string name, string[] names) =>
        Wrong($"names '{name}', which is no field. Expected some of: {string.Join(", ", names.Order(StringComparer.Ordinal))}");

    private static ArgumentException Wrong(string what) => new($"The map {what}.");
}

/// <summary>Where one field comes from: a path, the same text for all records, or more fields.</summary>
/// <param name="Name">The field's name in its object.</param>
/// <param name="Place">The same with the objects around it: <c>usage.input_tokens</c>.</param>
/// <param name="Path">Where it stands in the record.</param>
/// <param name="Value">What it is for all records, as JSON.</param>
/// <param name="Fields">What is in it.</param>
internal sealed record RecordMapField(string Name, string Place, FieldPath? Path, byte[]? Value, List<RecordMapField> Fields);
