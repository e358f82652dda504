using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Accounting.Core.Ledger.Repricing;

/// <summary>
/// Which usage is priced again. Empty lists and nulls mean all. Times are half-open: since ≤ slot &lt; until; with a bound, usage without
/// a time is left out.
/// </summary>
public sealed record RepriceScope
{
    public ImmutableArray<string> Tenants { get; init; } = [];
    /// <summary>Matches the response model, or the requested one where the response names none.</summary>
    public ImmutableArray<string> Models { get; init; } = [];
    /// <summary>As the log or the format names them.</summary>
    public ImmutableArray<string> Providers { get; init; } = [];
    public DateTimeOffset? Since { get; init; }
    public DateTimeOffset? Until { get; init; }

    /// <summary>The same question to the ledger's lines; it knows no providers.</summary>
    public SpendFilter ToFilter() => new() { Tenants = Tenants, Models = Models, Since = Since, Until = Until };

    /// <summary>
    /// One text for one scope, in whatever order its names were given: it is part of a plan's id, and stays in the ledger.
    /// </summary>
    public override string ToString()
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text)) Write(json);
        return System.Text.Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }

    public bool Equals(RepriceScope? other) => other is not null && ToString() == other.ToString();

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>Writes it as an object: <c>{"since":null,"until":null,"tenants":[],"models":[],"providers":[]}</c>.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("since", Text(Since));
        json.WriteString("until", Text(Until));
        Write(json, "tenants", Tenants);
        Write(json, "models", Models);
        Write(json, "providers", Providers);
        json.WriteEndObject();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static RepriceScope Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object) throw new FormatException("a scope is an object");
        return new()
        {
            Since = Time(json, "since"),
            Until = Time(json, "until"),
            Tenants = Names(json, "tenants"),
            Models = Names(json, "models"),
            Providers = Names(json, "providers"),
        };
    }

    private static void Write(Utf8JsonWriter json, string property, ImmutableArray<string> names)
    {
        json.WriteStartArray(property);
        foreach (var name in names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)) json.WriteStringValue(name);
        json.WriteEndArray();
    }

    private static string? Text(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    private static DateTimeOffset? Time(JsonElement json, string property)
    {
        if (!json.TryGetProperty(property, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        return value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out var time) ? time : throw new FormatException($"{property} is an RFC 3339 time or null");
    }

    private static ImmutableArray<string> Names(JsonElement json, string property)
    {
        if (!json.TryGetProperty(property, out var list) || list.ValueKind != JsonValueKind.Array) throw new FormatException($"{property} is an array of texts");
        return [.. list.EnumerateArray().Select(Name)];

        string Name(JsonElement name) => name.ValueKind == JsonValueKind.String ? name.GetString()! : throw new FormatException($"{property} is an array of texts");
    }
}
