using Accounting.LogReading.Compression;

namespace Accounting.LogReading.Inputs;

/// <summary>An input's stored bytes, and its decoded bytes above them.</summary>
internal sealed class OpenedInput : IDisposable
{
    private OpenedInput(RawSource stored, PeekSource decoded, CompressionFormat compression)
    {
        Stored = stored;
        Decoded = decoded;
        Compression = compression;
    }

    public RawSource Stored { get; }
    public PeekSource Decoded { get; }
    public CompressionFormat Compression { get; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="IOException">It is not there, cannot be read, or needs a library that is not installed.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static OpenedInput Open(string path, bool hashPlain) => Open(
        new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan),
        path,
        hashPlain);

    /// <param name="stream">Is disposed with this.</param>
    /// <param name="name">The file's name, or null.</param>
    /// <param name="hashPlain">Whether plain bytes are hashed too. Compressed ones always are: they are few.</param>
    public static OpenedInput Open(Stream stream, string? name, bool hashPlain)
    {
        var stored = new RawSource(stream);
        try
        {
            stored.StartHash();
            var peek = new PeekSource(stored, fixedBlocks: false);
            var head = peek.Peek();
            var compression = CompressionDetector.Detect(head, name);
            if (compression == CompressionFormat.None)
            {
                if (!hashPlain) stored.StopHash();
                return new(stored, peek, compression);
            }
            ByteSource decoder = compression switch
            {
                CompressionFormat.Gzip => new GzipSource(peek),
                CompressionFormat.Zstandard => new ZstdSource(peek),
                _ => new BrotliSource(peek),
            };
            return new(stored, new PeekSource(new RatioGuard(decoder, stored), fixedBlocks: true), compression);
        }
        catch
        {
            stored.Dispose();
            throw;
        }
    }

    /// <summary>Goes to a place without reading what lies before it, where the input is a plain file that reaches so far.</summary>
    public bool TrySeek(long offset)
    {
        if (Compression != CompressionFormat.None || !Stored.CanSeek || offset > Stored.Length) return false;
        Stored.Seek(offset);
        Decoded.Restart();
        return true;
    }

    public void Dispose() => Decoded.Dispose();
}
