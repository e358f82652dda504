namespace Accounting.LogReading.Inputs;

/// <summary>
/// Memory for chunks, used again. Keeps a bounded number of buffers; what is wanted beyond them is made and dropped, so that nobody ever
/// waits here:
/// the pipeline bounds how many chunks are in flight. Thread-safe.
/// </summary>
internal sealed class BufferPool(ChunkOptions options)
{
    private readonly Lock _lock = new();
    private readonly Stack<byte[]> _free = [];

    // One byte more than a chunk is read to see whether the input goes on.
    private int BufferBytes => options.ChunkBytes + 1;

    /// <summary>A buffer of at least so many bytes, of any content.</summary>
    public byte[] Rent(int bytesMin)
    {
        if (bytesMin > BufferBytes) return GC.AllocateUninitializedArray<byte>(bytesMin);
        lock (_lock)
        {
            if (_free.TryPop(out var buffer)) return buffer;
        }
        return GC.AllocateUninitializedArray<byte>(BufferBytes);
    }

    /// <summary>Takes a buffer back; those of another size, grown for a long line, are dropped.</summary>
    public void Return(byte[] buffer)
    {
        if (buffer.Length != BufferBytes) return;
        lock (_lock)
        {
            if (_free.Count < options.BuffersMax) _free.Push(buffer);
        }
    }
}
