using Accounting.LogReading.Parquet.Metadata;

namespace Accounting.LogReading.Parquet.Encodings;

/// <summary>Decodes the values of a page in one encoding. For one thread; used for page after page.</summary>
internal abstract class ValueDecoder
{
    /// <param name="page">The page's values.</param>
    /// <param name="countMax">How many there are, absent ones included.</param>
    /// <exception cref="ParquetException">They are damaged.</exception>
    public abstract void Start(ArraySegment<byte> page, int countMax);

    /// <summary>
    /// Decodes the next values, at least one and at most <paramref name="count"/> (1 to <see cref="ParquetLimits.BatchValues"/>). Answers
    /// how many.
    /// </summary>
    /// <exception cref="ParquetException">They are damaged, or there are no more.</exception>
    public abstract int Decode(int count, ValueBatch batch);

    /// <summary>The decoder of an encoding.</summary>
    /// <exception cref="ParquetException">The encoding is not known, or is none for that type.</exception>
    public static ValueDecoder Of(PageEncoding encoding, LeafType type, DictionaryValues? dictionary, MemoryBudget budget) => (encoding, type.Physical) switch
    {
        (PageEncoding.PlainDictionary or PageEncoding.RleDictionary, _) =>
            new DictionaryDecoder(dictionary ?? throw ParquetException.Damaged("its values refer to a dictionary, and there is none")),
        (PageEncoding.Plain, PhysicalType.Boolean) => new PlainBooleanDecoder(),
        (PageEncoding.Plain, PhysicalType.ByteArray) => new PlainTextDecoder(),
        (PageEncoding.Plain, _) => new PlainFixedDecoder(type.Length),
        (PageEncoding.Rle, PhysicalType.Boolean) => new RunBooleanDecoder(),
        (PageEncoding.DeltaBinaryPacked, PhysicalType.Int32 or PhysicalType.Int64) => new DeltaNumberDecoder(type.Length),
        (PageEncoding.DeltaLengthByteArray, PhysicalType.ByteArray) => new DeltaLengthDecoder(),
        (PageEncoding.DeltaByteArray, PhysicalType.ByteArray or PhysicalType.FixedLengthByteArray) => new DeltaTextDecoder(type.Length, budget),
        (PageEncoding.ByteStreamSplit, not (PhysicalType.Boolean or PhysicalType.Int96 or PhysicalType.ByteArray)) =>
            new StreamSplitDecoder(type.Length, budget),
        _ => throw ParquetException.Unsupported(
            $"its values ({type.Physical}) have the encoding {encoding} ({(int)encoding}), which is not supported for them"),
    };
}
