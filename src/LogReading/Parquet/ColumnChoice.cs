using Accounting.LogReading.Calls;
using Accounting.LogReading.Parquet.Metadata;
using Accounting.LogReading.Parquet.Rows;

namespace Accounting.LogReading.Parquet;

/// <summary>
/// Which columns of a file are read, and as which fields: those that any log format looks at, those that the command names, without texts
/// that need not be counted, and, where rows have no id of their own, all, since such a row is told from another one by all that it says.
/// Thread-safe.
/// </summary>
internal sealed class ColumnChoice
{
    private readonly IReadOnlyList<(string Field, string Column)> _named;
    private readonly HashSet<string> _wanted;
    private readonly HashSet<string> _ofPaths;
    private readonly bool _countsText;
    private readonly bool _isMapped;

    /// <param name="options">How records become calls.</param>
    /// <exception cref="ArgumentException"><see cref="ReadingOptions.Columns"/> is no list of FIELD=COLUMN.</exception>
    public ColumnChoice(ReadingOptions options)
    {
        _isMapped = options.Map is not null;
        _named = NamedColumns.Parse(options.Columns);
        _countsText = options.Usage is UsageMode.Count or UsageMode.Verify || options.InputFormat is not ("auto" or "canonical");
        _wanted = new(KnownFields.All, StringComparer.Ordinal);
        _ofPaths = [.. ((string?[])[options.TenantFrom, options.ModelFrom, options.TimeFrom]).OfType<string>().Select(path => path.Split('.')[0])];
        _wanted.UnionWith(_ofPaths);
    }

    /// <summary>The columns of a row group, in the order of the schema.</summary>
    /// <exception cref="ParquetException">The command names a column that is not there; or a column of ids is damaged.</exception>
    public IReadOnlyList<RowColumn> ColumnsOf(ParquetFile file, int rowGroup)
    {
        var all = AllOf(file);
        if (_isMapped || all.Any(column => KnownFields.Markers.Contains(column.Field))) return all;
        var ids = all.Where(column => KnownFields.Ids.Contains(column.Field) && column.Node.Kind == NodeKind.Leaf);
        if (!ids.Any(column => IsThereInEachRow(file, rowGroup, column.Node))) return all;
        var isReported = !_countsText && UsageColumns.AreThereInEachRow(file.RowGroups[rowGroup], all);
        return [.. all.Where(column => IsWanted(column.Field) && !(isReported && IsOnlyCounted(column.Field)))];
    }

    /// <summary>Whether a field is always read.</summary>
    public bool IsWanted(string field) => _wanted.Contains(field) || IsNamed(field);

    /// <summary>All columns, under the names that the command gave them.</summary>
    /// <exception cref="ParquetException">The command names a column that is not there.</exception>
    public IReadOnlyList<RowColumn> AllOf(ParquetFile file)
    {
        var fields = file.Schema.Fields;
        if (fields.Count == 0) throw ParquetException.Unsupported("it has no columns");
        var others = fields.Where(node => !IsNamed(node.Name) && !_named.Any(named => named.Column == node.Name));
        List<RowColumn> columns = [.. others.Select(node => ColumnOf(node, node.Name))];
        columns.AddRange(_named.Select(named => ColumnOf(NamedColumns.Find(file.Schema, named.Column), named.Field)));
        return [.. columns.OrderBy(column => column.Node.FirstLeaf)];
    }

    private bool IsOnlyCounted(string field) => KnownFields.OnlyCounted.Contains(field) && !_ofPaths.Contains(field);

    private bool IsNamed(string field) => _named.Any(named => named.Field == field);

    private static RowColumn ColumnOf(SchemaNode node, string field) => new(node, field, KnownFields.HoldJson.Contains(field));

    // As the writer's statistics say, else by a look at all ids.
    private static bool IsThereInEachRow(ParquetFile file, int rowGroup, SchemaNode node)
    {
        var chunk = file.RowGroups[rowGroup].Columns[node.FirstLeaf];
        var isNeverNull = node.Definition == 0 || chunk.NullCount == 0;
        var isNumber = file.Schema.Leaves[node.FirstLeaf].Type.Form is ValueForm.SignedInteger or ValueForm.UnsignedInteger or ValueForm.Uuid;
        if (chunk.NullCount > 0) return false;
        if (isNeverNull && (isNumber || chunk.HasNonEmptyLeastValue)) return true;
        using var cursor = file.Column(rowGroup, node.FirstLeaf, new());
        for (cursor.Next(); !cursor.AtEnd; cursor.Next())
            if (cursor.Definition < node.Definition || cursor.Value.IsEmpty) return false;
        return true;
    }
}
