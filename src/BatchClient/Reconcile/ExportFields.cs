using System.Text;
using System.Text.Json;
using Accounting.BatchClient.CommandLine;
using CsvHelper;

namespace Accounting.BatchClient.Reconcile;

/// <summary>One row of an export, as fields by name; those of nested objects have dotted names.</summary>
/// <param name="Place">Where it stands, for messages.</param>
/// <param name="Fields">Without those that are empty.</param>
internal sealed record ExportRow(string Place, IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>The first of these fields that the row has; null: none.</summary>
    public string? First(IReadOnlyList<string> names)
    {
        foreach (var name in names)
            if (Fields.TryGetValue(name, out var value)) return value;
        return null;
    }
}

/// <summary>Reads an export, CSV or JSON, into rows. What it is is told by its first character.</summary>
internal static class ExportFields
{
    private const int DepthMax = 32;
    private const int RowsMax = 2_000_000;

    /// <param name="bytes">The whole file.</param>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="rowsPath">In JSON: where the rows stand; empty: in <c>data</c> and <c>results</c>, or the objects themselves.</param>
    /// <exception cref="UserException">It is neither.</exception>
    public static List<ExportRow> Read(byte[] bytes, string file, string rowsPath)
    {
        var text = bytes.AsMemory(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0);
        var first = text.Span.TrimStart(" \t\r\n"u8);
        if (first.IsEmpty) throw new UserException($"{file} is empty. Expected an export as CSV or JSON.");
        var rows = new List<ExportRow>();
        try
        {
            if (first[0] is (byte)'{' or (byte)'[') ReadJson(text.Span, rowsPath, rows);
            else ReadCsv(text, rows);
        }
        catch (JsonException exception)
        {
            throw new UserException($"{file}, line {exception.LineNumber + 1}: not valid JSON. Export it again.", exception);
        }
        catch (CsvFormatException exception)
        {
            throw new UserException($"{file}: not valid CSV ({exception.Message}). Export it again.", exception);
        }
        return rows.Count > 0 ? rows : throw new UserException($"{file} has no rows. Expected usage or costs, by day.");
    }

    private static void ReadCsv(ReadOnlyMemory<byte> text, List<ExportRow> rows)
    {
        using var csv = CsvReader.Create(text, new() { HasHeader = true, MalformedData = CsvMalformedDataHandling.Throw });
        while (csv.Read())
        {
            var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            for (var column = 0; column < csv.FieldCount && column < csv.Headers.Count; column++)
                if (csv.GetString(column) is { Length: > 0 } value) fields.TryAdd(csv.Headers[column].Trim(), value.Trim());
            Add(rows, $"row {rows.Count + 2}", fields);
        }
    }

    // One value, or one a line.
    private static void ReadJson(ReadOnlySpan<byte> text, string rowsPath, List<ExportRow> rows)
    {
        var reader = new Utf8JsonReader(text, new() { MaxDepth = DepthMax, AllowMultipleValues = true });
        while (reader.Read())
        {
            using var document = JsonDocument.ParseValue(ref reader);
            var root = document.RootElement;
            foreach (var name in rowsPath.Split('.', StringSplitOptions.RemoveEmptyEntries))
                if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(name, out root)) break;
            Walk(root, new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase), rows);
        }
    }

    private static void Walk(JsonElement element, Dictionary<string, string> outer, List<ExportRow> rows)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray()) Walk(item, outer, rows);
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            var fields = new Dictionary<string, string>(outer, StringComparer.OrdinalIgnoreCase);
            Flatten(element, "", fields);
            var isOuter = element.TryGetProperty("data", out var inner) || element.TryGetProperty("results", out inner);
            // A day on which nothing was used is a row of its times.
            if (isOuter && !(inner.ValueKind == JsonValueKind.Array && inner.GetArrayLength() == 0)) Walk(inner, fields, rows);
            else Add(rows, $"row {rows.Count + 1}", fields);
        }
    }

    private static void Flatten(JsonElement element, string prefix, Dictionary<string, string> fields)
    {
        foreach (var property in element.EnumerateObject())
        {
            var name = prefix + property.Name;
            if (property.Value.ValueKind == JsonValueKind.Object) Flatten(property.Value, name + ".", fields);
            else if (property.Value.ValueKind == JsonValueKind.String && property.Value.GetString() is { Length: > 0 } text) fields[name] = text;
            else if (property.Value.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False) fields[name] = property.Value.GetRawText();
        }
    }

    private static void Add(List<ExportRow> rows, string place, Dictionary<string, string> fields)
    {
        if (rows.Count == RowsMax) throw new UserException($"The export has more than {RowsMax:N0} rows. Export fewer days, or days in place of hours.");
        rows.Add(new(place, fields));
    }
}
