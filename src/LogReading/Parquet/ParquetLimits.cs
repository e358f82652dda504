namespace Accounting.LogReading.Parquet;

/// <summary>What bounds the reading of Parquet files (invariant 11): each limit with its reason.</summary>
internal static class ParquetLimits
{
    private const int KiB = 1 << 10;
    private const int MiB = 1 << 20;

    /// <summary>Bytes of a footer. 1,000 columns in 500 row groups need about 60 MB.</summary>
    public const int FooterBytesMax = 128 * MiB;

    /// <summary>Elements of a schema, groups included. The widest tables in use have some 20,000 columns.</summary>
    public const int SchemaElementsMax = 100_000;

    /// <summary>Groups inside groups. Real logs stay under 12; each level is a call on the stack.</summary>
    public const int SchemaDepthMax = 64;

    /// <summary>Column chunks of a file, all row groups together: each costs about 100 bytes while the file is read.</summary>
    public const int ColumnChunksMax = 2_000_000;

    /// <summary>Structures inside structures that are passed over in metadata.</summary>
    public const int ThriftDepthMax = 32;

    /// <summary>Bytes of a page's header: it may hold a least and a greatest value.</summary>
    public const int PageHeaderBytesMax = 16 * MiB;

    /// <summary>
    /// Bytes of a page, as stored and decoded. Writers aim at 1 MB, and check only every 1,000 values or so, which may be long texts.
    /// </summary>
    public const int PageBytesMax = 512 * MiB;

    /// <summary>
    /// A page may decompress to this many bytes at any ratio; beyond it <see cref="Limits.DecompressionRatioMax"/> holds.
    /// </summary>
    public const int PageBytesUnchecked = 16 * MiB;

    /// <summary>Values of a page. Writers stay under some millions, but a run of equal values costs no bytes.</summary>
    public const int PageValuesMax = 32 * MiB;

    /// <summary>
    /// Memory for the pages of a row group that are read at once: one page and one dictionary for each column that is needed.
    /// </summary>
    public const long RowGroupBytesMax = 2048L * MiB;

    /// <summary>Bytes of long buffers that are kept for the next row group: two pages of 100 MB, as DuckDB writes them.</summary>
    public const int KeptBytesMax = 256 * MiB;

    /// <summary>Bytes of a column that are read at once; a longer page is read whole.</summary>
    public const int ReadBytes = 128 * KiB;

    /// <summary>Values that are decoded at once: few enough for the processor's cache.</summary>
    public const int BatchValues = 1024;

    /// <summary>Bytes that a batch of values may take where they must be put together; a longer value makes a batch of one.</summary>
    public const int BatchBytes = MiB;

    /// <summary>
    /// Rows and values of lists that a file may have whatever its size; beyond it <see cref="Limits.DecompressionRatioMax"/> to a byte.
    /// </summary>
    public const long ValuesUnchecked = 16L * MiB;

    /// <summary>Bytes of a decimal number. 32 hold 76 digits, the most that any writer has.</summary>
    public const int DecimalBytesMax = 32;
}
