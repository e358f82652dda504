namespace Accounting.LogReading.Parquet.Metadata;

/// <summary>A column: a leaf of the schema.</summary>
/// <param name="Path">Its names from the root on, with points between them.</param>
/// <param name="Type">What its values are.</param>
/// <param name="DefinitionMax">The definition level of a value that is there.</param>
/// <param name="RepetitionMax">The deepest repetition level.</param>
internal sealed record SchemaLeaf(string Path, LeafType Type, int DefinitionMax, int RepetitionMax);
