namespace Accounting.LogReading.Parquet.Encodings;

/// <summary>Some values of a column: where the bytes of each stand. Numbers are little-endian.</summary>
internal sealed class ValueBatch
{
    public byte[] Data { get; set; } = [];
    public int[] Starts { get; } = new int[ParquetLimits.BatchValues];
    public int[] Lengths { get; } = new int[ParquetLimits.BatchValues];

    public ReadOnlySpan<byte> this[int index] => Data.AsSpan(Starts[index], Lengths[index]);
}
