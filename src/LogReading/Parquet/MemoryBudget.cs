namespace Accounting.LogReading.Parquet;

/// <summary>Bounds the memory that one row group's pages take together. For one thread.</summary>
internal sealed class MemoryBudget
{
    private long _left = ParquetLimits.RowGroupBytesMax;

    /// <summary>Sees to a buffer of at least so many bytes; its content is kept.</summary>
    /// <exception cref="ParquetException">The memory is used up.</exception>
    public void Ensure(ref byte[] buffer, int bytes)
    {
        if (bytes <= buffer.Length) return;
        // A little more than asked for, so that pages of nearly one size do not make a buffer each.
        var size = (int)Math.Min(bytes + (bytes >> 3), ParquetLimits.PageBytesMax);
        Take(size - buffer.Length);
        var larger = GC.AllocateUninitializedArray<byte>(size);
        buffer.CopyTo(larger, 0);
        buffer = larger;
    }

    /// <summary>Takes memory from what is left.</summary>
    public void Take(long bytes)
    {
        if (bytes > _left)
            throw ParquetException.TooLarge($"the pages of its row group need more than {ParquetLimits.RowGroupBytesMax} bytes of memory at once");
        _left -= bytes;
    }
}
