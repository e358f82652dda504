namespace Accounting.LogReading.Parquet.Metadata;

/// <summary>How pages are compressed (parquet.thrift, CompressionCodec).</summary>
internal enum PageCodec
{
    Uncompressed = 0,
    Snappy = 1,
    Gzip = 2,
    Lzo = 3,
    Brotli = 4,
    /// <summary>LZ4 in Hadoop's frames, in LZ4's own, or in none: writers disagreed, so it was replaced by <see cref="Lz4Raw"/>.</summary>
    Lz4 = 5,
    Zstandard = 6,
    Lz4Raw = 7,
}
