namespace Accounting.LogReading.Compression;

/// <summary>Bytes that are read once, front to back.</summary>
internal abstract class ByteSource : IDisposable
{
    /// <summary>Reads at least one byte, or answers 0 at the end.</summary>
    /// <exception cref="DamagedInputException">The bytes cannot be decoded.</exception>
    public abstract int Read(Span<byte> destination);

    public abstract void Dispose();
}
