using System.Buffers.Binary;
using Accounting.LogReading.Parquet.Metadata;

namespace Accounting.LogReading.Parquet;

/// <summary>
/// A Parquet file (github.com/apache/parquet-format): its schema and its row groups, whose columns are read with <see cref="Column"/>.
/// Nothing of the footer is trusted. Thread-safe.
/// </summary>
internal sealed class ParquetFile : IDisposable
{
    /// <summary>The first and the last four bytes of a file.</summary>
    public static ReadOnlySpan<byte> Magic => "PAR1"u8;

    /// <summary>At the end: the footer's length and the mark.</summary>
    public const int TailBytes = 8;

    private readonly StoredBytes _bytes;

    private ParquetFile(StoredBytes bytes, SchemaTree schema, IReadOnlyList<RowGroup> rowGroups)
    {
        (_bytes, Schema, RowGroups) = (bytes, schema, rowGroups);
    }

    public SchemaTree Schema { get; }
    public IReadOnlyList<RowGroup> RowGroups { get; }

    /// <summary>Bytes as stored.</summary>
    public long Length => _bytes.Length;

    /// <summary>Whether these are the first bytes of a Parquet file, or of one whose footer is encrypted.</summary>
    public static bool Is(ReadOnlySpan<byte> head) => head.StartsWith(Magic) || head.StartsWith("PARE"u8);

    /// <summary>Reads the footer. The bytes are disposed with the file, and also where it cannot be read.</summary>
    /// <exception cref="ParquetException">It is damaged, too large or encrypted.</exception>
    /// <exception cref="IOException">The bytes cannot be read.</exception>
    public static ParquetFile Open(StoredBytes bytes)
    {
        try
        {
            var (elements, rowGroups) = new FooterReader(Footer(bytes)).Read();
            var schema = new SchemaTree(elements);
            foreach (var group in rowGroups)
                if (group.Columns.Count != schema.Leaves.Count)
                    throw ParquetException.Damaged(
                        $"a row group has {group.Columns.Count} columns where the schema has {schema.Leaves.Count}");
            return new(bytes, schema, rowGroups);
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    /// <summary>A column of a row group, before its first value.</summary>
    /// <exception cref="ParquetException">It lies outside of the file, or is compressed or stored as is not supported.</exception>
    public ColumnCursor Column(int rowGroup, int leaf, MemoryBudget budget) => new(_bytes, Schema.Leaves[leaf], RowGroups[rowGroup].Columns[leaf], budget);

    public void Dispose() => _bytes.Dispose();

    private static byte[] Footer(StoredBytes bytes)
    {
        Span<byte> head = stackalloc byte[4];
        Span<byte> tail = stackalloc byte[TailBytes];
        if (bytes.Length < Magic.Length + TailBytes) throw ParquetException.Damaged($"it has only {bytes.Length} bytes");
        bytes.Read(0, head);
        bytes.Read(bytes.Length - TailBytes, tail);
        if (tail[4..].SequenceEqual("PARE"u8)) throw ParquetException.Unsupported("its footer is encrypted, which is not supported");
        if (!tail[4..].SequenceEqual(Magic) || !head.SequenceEqual(Magic))
            throw ParquetException.Damaged("its end is missing: it does not end with PAR1, as a whole file does");
        var length = BinaryPrimitives.ReadUInt32LittleEndian(tail);
        if (length > bytes.Length - Magic.Length - TailBytes)
            throw ParquetException.Damaged($"its footer has {length} bytes, more than the file");
        if (length > ParquetLimits.FooterBytesMax)
            throw ParquetException.TooLarge($"its footer has {length} bytes; at most {ParquetLimits.FooterBytesMax} are read");
        var footer = new byte[length];
        bytes.Read(bytes.Length - TailBytes - length, footer);
        return footer;
    }
}
