namespace Accounting.LogReading.Inputs;

/// <summary>
/// Memory for chunks, used again. Keeps at most <c>buffersMax</c> buffers (workers and a few); what is wanted beyond that is made and dropped, so that
/// nobody ever waits here: the pipeline bounds how many chunks are in flight. Thread-safe.
/// </summary>
/// <param name="chunkBytes">Size of the chunks.</param>
/// <param name="buffersMax">How many unused buffers are kept.</param>
public sealed class BufferPool(int chunkBytes, int buffersMax)
{
    // One byte more than a chunk is read to see whether the input goes on.
    private readonly int _bufferBytes = chunkBytes + 1;
    private readonly Lock _lock = new();
    private readonly Stack<byte[]> _free = new(buffersMax);

    internal byte[] Rent(int bytesMin)
    {
        if (bytesMin > _bufferBytes) return GC.AllocateUninitializedArray<byte>(bytesMin);
        lock (_lock)
        {
            if (_free.TryPop(out var buffer)) return buffer;
        }
        return GC.AllocateUninitializedArray<byte>(_bufferBytes);
    }

    /// <summary>Takes a buffer back; those of another size, grown for a long line, are dropped.</summary>
    internal void Return(byte[] buffer)
    {
        if (buffer.Length != _bufferBytes) return;
        lock (_lock)
        {
            if (_free.Count < buffersMax) _free.Push(buffer);
        }
    }
}
