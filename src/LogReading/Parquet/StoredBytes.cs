using Microsoft.Win32.SafeHandles;

namespace Accounting.LogReading.Parquet;

/// <summary>The bytes of a stored file, read at any place. Thread-safe.</summary>
internal abstract class StoredBytes : IDisposable
{
    public abstract long Length { get; }

    /// <summary>Fills the destination from that place on.</summary>
    /// <exception cref="ParquetException">The file ends before.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public void Read(long offset, Span<byte> destination)
    {
        if (offset < 0 || offset > Length - destination.Length)
            throw ParquetException.Damaged($"bytes {offset} to {offset + destination.Length} lie outside of the file, which has {Length}");
        ReadInside(offset, destination);
    }

    public virtual void Dispose()
    {
    }

    /// <summary>Reads what is known to lie inside.</summary>
    protected abstract void ReadInside(long offset, Span<byte> destination);

    /// <summary>A file on disk.</summary>
    /// <exception cref="IOException">It is not there or cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static StoredBytes OfFile(string path) => new FileBytes(File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete));

    public static StoredBytes OfMemory(ReadOnlyMemory<byte> bytes) => new MemoryBytes(bytes);

    private sealed class FileBytes(SafeFileHandle handle) : StoredBytes
    {
        public override long Length { get; } = RandomAccess.GetLength(handle);

        public override void Dispose()
        {
            handle.Dispose();
            base.Dispose();
        }

        protected override void ReadInside(long offset, Span<byte> destination)
        {
            while (!destination.IsEmpty)
            {
                var count = RandomAccess.Read(handle, destination, offset);
                if (count == 0) throw ParquetException.Damaged("the file was cut short while it was read");
                destination = destination[count..];
                offset += count;
            }
        }
    }

    private sealed class MemoryBytes(ReadOnlyMemory<byte> bytes) : StoredBytes
    {
        public override long Length => bytes.Length;

        protected override void ReadInside(long offset, Span<byte> destination) => bytes.Span.Slice((int)offset, destination.Length).CopyTo(destination);
    }
}
