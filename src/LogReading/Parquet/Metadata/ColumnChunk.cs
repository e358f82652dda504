namespace Accounting.LogReading.Parquet.Metadata;

/// <summary>
/// Where the values of one column in one row group stand (parquet.thrift, ColumnChunk and ColumnMetaData). Nothing here is checked yet.
/// </summary>
internal sealed class ColumnChunk
{
    public PhysicalType Type { get; set; }
    public PageCodec Codec { get; set; }
    public long ValueCount { get; set; } = -1;
    public long StoredBytes { get; set; } = -1;
    public long DataPageOffset { get; set; } = -1;
    public long DictionaryPageOffset { get; set; }
    /// <summary>As the writer counted them; null where it did not.</summary>
    public long? NullCount { get; set; }
    public bool IsInOtherFile { get; set; }
    public bool IsEncrypted { get; set; }
    /// <summary>Whether the least value is known and has bytes: then no value is an empty text.</summary>
    public bool HasNonEmptyLeastValue { get; set; }
}
