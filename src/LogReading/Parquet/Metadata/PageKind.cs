namespace Accounting.LogReading.Parquet.Metadata;

/// <summary>What a page holds (parquet.thrift, PageType).</summary>
internal enum PageKind
{
    Unknown = -1,
    Data = 0,
    Index = 1,
    Dictionary = 2,
    Data2 = 3,
}
