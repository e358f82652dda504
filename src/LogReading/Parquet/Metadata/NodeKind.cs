namespace Accounting.LogReading.Parquet.Metadata;

/// <summary>What a field of a schema is, once the spellings of lists and maps are understood.</summary>
internal enum NodeKind
{
    Leaf = 0,
    Struct = 1,
    List = 2,
    Map = 3,
}
