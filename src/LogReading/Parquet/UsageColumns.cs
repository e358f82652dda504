using Accounting.LogReading.Parquet.Metadata;
using Accounting.LogReading.Parquet.Rows;

namespace Accounting.LogReading.Parquet;

/// <summary>
/// Tells from the writer's statistics whether each row of a row group is a call in the canonical form that reports its usage: then its
/// texts need not be read.
/// </summary>
internal static class UsageColumns
{
    public static bool AreThereInEachRow(RowGroup group, IReadOnlyList<RowColumn> columns) =>
        !columns.Any(column => KnownFields.OfBodies.Contains(column.Field))
        && columns.Any(column => column.Field == "model" && column.Node.Kind == NodeKind.Leaf && IsNeverNull(group, column.Node))
        && columns.Any(column => IsUsage(group, column));

    private static bool IsUsage(RowGroup group, RowColumn column) => column.Field == "usage" && column.Node.Kind == NodeKind.Struct
        ? column.Node.Children.Any(child => IsCount(group, child, child.Name))
        : IsCount(group, column.Node, column.Field);

    // Any of these makes a usage that is read, whatever else stands beside it.
    private static bool IsCount(RowGroup group, SchemaNode node, string field) =>
        node.Kind == NodeKind.Leaf && field is "input_tokens" or "prompt_tokens" && IsNeverNull(group, node);

    private static bool IsNeverNull(RowGroup group, SchemaNode node) => node.Definition == 0 || group.Columns[node.FirstLeaf].NullCount == 0;
}
