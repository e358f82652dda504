namespace Accounting.LogReading.Parquet.Metadata;

/// <summary>A range of rows, stored column by column.</summary>
/// <param name="Columns">One for each leaf of the schema, in order.</param>
/// <param name="RowCount">Rows in it.</param>
internal sealed record RowGroup(IReadOnlyList<ColumnChunk> Columns, long RowCount);
