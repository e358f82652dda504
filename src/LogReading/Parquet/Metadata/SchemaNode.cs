namespace Accounting.LogReading.Parquet.Metadata;

/// <summary>A field of a schema. Immutable once built.</summary>
internal sealed class SchemaNode
{
    public required string Name { get; init; }
    public required NodeKind Kind { get; init; }
    /// <summary>The definition level from which on the field is not null.</summary>
    public required int Definition { get; init; }
    /// <summary>
    /// Of lists and maps: the repetition level that says "one more item". Items are there from the definition level <see
    /// cref="Definition"/> + 1 on.
    /// </summary>
    public int Repetition { get; init; }
    /// <summary>Of a structure its fields, of a list its item, of a map its key and, where it has one, its value.</summary>
    public IReadOnlyList<SchemaNode> Children { get; init; } = [];
    /// <summary>The first leaf in it or below it, among all of the schema.</summary>
    public required int FirstLeaf { get; init; }
    /// <summary>How many leaves it has.</summary>
    public required int LeafCount { get; init; }
}
