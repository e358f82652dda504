namespace Accounting.LogReading.Parquet.Encodings;

/// <summary>Truth values as bytes of 0 and 1, which all batches share.</summary>
internal static class Booleans
{
    private static readonly byte[] Both = [0, 1];

    public static void Set(ValueBatch batch, int index, int bit)
    {
        batch.Data = Both;
        (batch.Starts[index], batch.Lengths[index]) = (bit & 1, 1);
    }
}
