using System.Buffers;

namespace Accounting.LogReading.Parquet;

/// <summary>
/// Memory for pages, used again from row group to row group: short buffers come from the shared pool, of long ones a bounded number of
/// bytes is kept, since memory that was just given back to the system is slow to fill. Thread-safe.
/// </summary>
internal static class PageBuffers
{
    // A power of two, as the pool's buffers are: what is rented is never longer.
    private const int PooledBytesMax = 1 << 22;

    private static readonly Lock Gate = new();
    private static readonly List<byte[]> Kept = [];
    private static long _keptBytes;

    /// <summary>A buffer of at least so many bytes, of any content; less than twice as long where it is a long one.</summary>
    public static byte[] Rent(int bytes)
    {
        if (bytes <= PooledBytesMax) return ArrayPool<byte>.Shared.Rent(bytes);
        lock (Gate)
        {
            var found = Kept.FindIndex(buffer => buffer.Length >= bytes && buffer.Length / 2 < bytes);
            if (found >= 0)
            {
                var buffer = Kept[found];
                Kept.RemoveAt(found);
                _keptBytes -= buffer.Length;
                return buffer;
            }
        }
        return GC.AllocateUninitializedArray<byte>(bytes);
    }

    /// <summary>Takes a buffer back; nothing may refer to it any more.</summary>
    public static void Return(byte[] buffer)
    {
        if (buffer.Length <= PooledBytesMax)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            return;
        }
        lock (Gate)
        {
            // The one kept longest goes: pages of one file are about as long as each other.
            while (Kept.Count > 0 && _keptBytes + buffer.Length > ParquetLimits.KeptBytesMax)
            {
                _keptBytes -= Kept[0].Length;
                Kept.RemoveAt(0);
            }
            if (buffer.Length > ParquetLimits.KeptBytesMax) return;
            Kept.Add(buffer);
            _keptBytes += buffer.Length;
        }
    }
}
