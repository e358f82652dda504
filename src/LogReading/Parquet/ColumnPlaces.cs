using Accounting.LogReading.Parquet.Codecs;
using Accounting.LogReading.Parquet.Metadata;

namespace Accounting.LogReading.Parquet;

/// <summary>Where in the file a column chunk stands, and whether it can be read at all.</summary>
internal static class ColumnPlaces
{
    // Some old writers left the header of the dictionary out of the size (PARQUET-816).
    private const int Slack = 100;

    /// <exception cref="ParquetException">It lies outside of the file, or is compressed or stored as is not supported.</exception>
    public static (long Start, long End) Of(StoredBytes file, SchemaLeaf leaf, ColumnChunk chunk)
    {
        if (WhyUnsupported(leaf, chunk) is { } reason) throw ParquetException.Unsupported($"column {leaf.Path} {reason}");
        var hasDictionary = chunk.DictionaryPageOffset > 0 && chunk.DictionaryPageOffset < chunk.DataPageOffset;
        var start = hasDictionary ? chunk.DictionaryPageOffset : chunk.DataPageOffset;
        // Without values nothing is read, and some writers place such a column nowhere.
        if (chunk.ValueCount == 0) return (0, 0);
        var first = ParquetFile.Magic.Length;
        var last = file.Length - ParquetFile.TailBytes;
        if (chunk.ValueCount < 0 || chunk.StoredBytes < 0 || start < first || start > last || chunk.StoredBytes > last - start)
            throw ParquetException.Damaged(
                $"column {leaf.Path}: its footer places it at byte {start} with {chunk.StoredBytes} bytes and {chunk.ValueCount} values, "
                + "outside of the file");
        if (chunk.Type != leaf.Type.Physical)
            throw ParquetException.Damaged($"column {leaf.Path}: it is stored as {chunk.Type}, and the schema says {leaf.Type.Physical}");
        return (start, Math.Min(start + chunk.StoredBytes + Slack, last));
    }

    /// <summary>Which feature it would need; null: none.</summary>
    public static string? WhyUnsupported(SchemaLeaf leaf, ColumnChunk chunk)
    {
        if (chunk.IsEncrypted) return "is encrypted, which is not supported";
        if (chunk.IsInOtherFile) return "is stored in another file, which is not supported";
        return PageDecoder.Supports(chunk.Codec)
            ? null
            : $"({leaf.Type.Physical}) is compressed with {PageDecoder.NameOf(chunk.Codec)}, which is not supported";
    }
}
