namespace Accounting.LogReading.Parquet;

/// <summary>
/// Counts what a file has given, values or bytes of rows: runs of equal values cost a file no bytes, and one made to do harm could go on
/// for hours. For one thread.
/// </summary>
/// <param name="what">What is counted.</param>
/// <param name="fileBytes">The file's size.</param>
/// <param name="freely">How many a file of any size may give; beyond it <see cref="Limits.DecompressionRatioMax"/> to a byte.</param>
internal sealed class GrowthGuard(string what, long fileBytes, long freely)
{
    private readonly long _max = Math.Max(freely, Math.Min(fileBytes, long.MaxValue / Limits.DecompressionRatioMax) * Limits.DecompressionRatioMax);
    private long _count;

    /// <exception cref="ParquetException">There are too many for the file's size.</exception>
    public void Add(long count)
    {
        _count = count > long.MaxValue - _count ? long.MaxValue : _count + count;
        if (_count > _max)
            throw ParquetException.TooLarge(
                $"the file of {fileBytes} bytes gives more than {_max} {what}, as only one made to do harm does");
    }
}
