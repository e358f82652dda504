using Accounting.LogReading.Parquet.Metadata;

namespace Accounting.LogReading.Parquet;

/// <summary>What <c>--columns FIELD=COLUMN,...</c> says: the fields of a record that columns of other names hold.</summary>
internal static class NamedColumns
{
    /// <exception cref="ArgumentException">It is no such list, or names a field twice.</exception>
    public static IReadOnlyList<(string Field, string Column)> Parse(string? text)
    {
        if (text is null) return [];
        var named = new List<(string Field, string Column)>();
        foreach (var item in text.Split(','))
        {
            var parts = item.Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts.Length < 2 || parts[0].Length == 0 || parts[1].Length == 0)
                throw new ArgumentException($"'{item}' names no column: expected FIELD=COLUMN, as in messages=prompt,id=event_id.");
            if (named.Exists(other => other.Field == parts[0])) throw new ArgumentException($"The field '{parts[0]}' is given two columns; expected one.");
            named.Add((parts[0], parts[1]));
        }
        return named;
    }

    /// <summary>A column by its name, or one inside of structures by names with points between them.</summary>
    /// <exception cref="ParquetException">There is none.</exception>
    public static SchemaNode Find(SchemaTree schema, string column)
    {
        var fields = schema.Fields;
        if (fields.FirstOrDefault(node => node.Name == column) is { } whole) return whole;
        SchemaNode? found = null;
        foreach (var step in column.Split('.'))
        {
            found = fields.FirstOrDefault(node => node.Name == step);
            fields = found?.Kind == NodeKind.Struct ? found.Children : [];
            if (found is null) break;
        }
        return found ?? throw ParquetException.Unsupported(
            $"it has no column '{column}' (--columns); its columns are {string.Join(", ", schema.Fields.Take(Limits.NotesMax).Select(node => node.Name))}");
    }
}
