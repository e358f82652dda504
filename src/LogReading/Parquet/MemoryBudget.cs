namespace Accounting.LogReading.Parquet;

/// <summary>Memory for the pages of one row group: bounded together, used again from one row group to the next. For one thread.</summary>
internal sealed class MemoryBudget
{
    private long _left = ParquetLimits.RowGroupBytesMax;

    /// <summary>Sees to a buffer of at least so many bytes; what it held is lost.</summary>
    /// <exception cref="ParquetException">The memory is used up.</exception>
    public void Ensure(ref byte[] buffer, int bytes)
    {
        if (bytes <= buffer.Length) return;
        Return(ref buffer);
        buffer = Rent(bytes);
    }

    /// <summary>Sees to a buffer of at least so many bytes that begins with the first ones of what it held.</summary>
    /// <exception cref="ParquetException">The memory is used up.</exception>
    public void Grow(ref byte[] buffer, int bytes, int kept)
    {
        if (bytes <= buffer.Length) return;
        var larger = Rent(bytes);
        buffer.AsSpan(0, kept).CopyTo(larger);
        Return(ref buffer);
        buffer = larger;
    }

    /// <summary>Gives a buffer back; nothing may refer to it any more.</summary>
    public void Return(ref byte[] buffer)
    {
        if (buffer.Length == 0) return;
        _left += buffer.Length;
        PageBuffers.Return(buffer);
        buffer = [];
    }

    /// <summary>Takes memory from what is left.</summary>
    /// <exception cref="ParquetException">The memory is used up.</exception>
    public void Take(long bytes)
    {
        if (bytes > _left)
            throw ParquetException.TooLarge($"the pages of its row group need more than {ParquetLimits.RowGroupBytesMax} bytes of memory at once");
        _left -= bytes;
    }

    private byte[] Rent(int bytes)
    {
        Take(bytes);
        var buffer = PageBuffers.Rent(bytes);
        _left -= buffer.Length - bytes;
        return buffer;
    }
}
