using Accounting.LogReading.Parquet.Metadata;

namespace Accounting.LogReading.Parquet.Encodings;

/// <summary>The values that a column's pages refer to by number. Immutable.</summary>
internal sealed class DictionaryValues
{
    /// <param name="page">The dictionary's page, decompressed; it is kept.</param>
    /// <param name="count">Values in it.</param>
    /// <param name="type">Of the column.</param>
    /// <param name="budget">Pays for the table.</param>
    /// <exception cref="ParquetException">The page is damaged.</exception>
    public DictionaryValues(ArraySegment<byte> page, int count, LeafType type, MemoryBudget budget)
    {
        if (type.Physical == PhysicalType.Boolean) throw ParquetException.Damaged("it is a dictionary of truth values");
        // A value has its length, or a length before it: so the page's size bounds how many there can be.
        var bytesMin = type.Physical == PhysicalType.ByteArray ? 4 : type.Length;
        if (count < 0 || count > page.Count / bytesMin) throw ParquetException.Damaged("it is a dictionary of more values than it has bytes for");
        budget.Take(8L * count);
        (Starts, Lengths, Data) = (new int[count], new int[count], page.Array!);
        var decoder = ValueDecoder.Of(PageEncoding.Plain, type, null, budget);
        decoder.Start(page, count);
        var batch = new ValueBatch();
        for (var done = 0; done < count;)
        {
            var decoded = decoder.Decode(Math.Min(count - done, ParquetLimits.BatchValues), batch);
            batch.Starts.AsSpan(0, decoded).CopyTo(Starts.AsSpan(done));
            batch.Lengths.AsSpan(0, decoded).CopyTo(Lengths.AsSpan(done));
            done += decoded;
        }
    }

    public byte[] Data { get; }
    public int[] Starts { get; }
    public int[] Lengths { get; }
}
