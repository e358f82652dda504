using Accounting.LogReading.Parquet.Metadata;

namespace Accounting.LogReading.Parquet.Rows;

/// <summary>A column of the table that becomes a field of the rows.</summary>
/// <param name="Node">The column.</param>
/// <param name="Field">The name of the field.</param>
/// <param name="HoldsJson">Whether its texts are read as JSON where they are JSON.</param>
internal sealed record RowColumn(SchemaNode Node, string Field, bool HoldsJson);
