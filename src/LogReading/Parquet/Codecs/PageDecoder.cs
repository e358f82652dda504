using System.IO.Compression;
using System.Runtime.InteropServices;
using Accounting.LogReading.Compression;
using Accounting.LogReading.Parquet.Metadata;

namespace Accounting.LogReading.Parquet.Codecs;

/// <summary>Decompresses pages of one codec. Not thread-safe.</summary>
internal sealed class PageDecoder(PageCodec codec) : IDisposable
{
    private ZstdLibrary.Context _zstd;

    /// <summary>Whether pages of that codec can be read.</summary>
    public static bool Supports(PageCodec codec) =>
        codec is PageCodec.Uncompressed or PageCodec.Snappy or PageCodec.Gzip or PageCodec.Brotli or PageCodec.Lz4 or PageCodec.Zstandard or PageCodec.Lz4Raw;

    /// <summary>Fills <paramref name="target"/> exactly.</summary>
    /// <exception cref="ParquetException">The data is damaged or of another length.</exception>
    /// <exception cref="MissingLibraryException">libzstd is not installed.</exception>
    public void Decode(ReadOnlyMemory<byte> source, Span<byte> target)
    {
        switch (codec)
        {
            case PageCodec.Snappy: Snappy.Decode(source.Span, target); break;
            case PageCodec.Gzip: DecodeGzip(source, target); break;
            case PageCodec.Brotli: DecodeBrotli(source.Span, target); break;
            case PageCodec.Lz4: Lz4.DecodeOld(source.Span, target); break;
            case PageCodec.Zstandard: DecodeZstd(source.Span, target); break;
            case PageCodec.Lz4Raw: Lz4.DecodeBlock(source.Span, target); break;
            default: throw ParquetException.Unsupported($"it is compressed with {NameOf(codec)}, which is not supported");
        }
    }

    public static string NameOf(PageCodec codec) => codec switch
    {
        PageCodec.Lzo => "LZO",
        _ when Enum.IsDefined(codec) => codec.ToString(),
        _ => $"the unknown codec {(int)codec}",
    };

    public void Dispose()
    {
        ZstdLibrary.Free(_zstd);
        _zstd = default;
    }

    private static void DecodeGzip(ReadOnlyMemory<byte> source, Span<byte> target)
    {
        if (!MemoryMarshal.TryGetArray(source, out var array)) array = source.ToArray();
        using var stored = new MemoryStream(array.Array!, array.Offset, array.Count, writable: false);
        using var gzip = new GZipStream(stored, CompressionMode.Decompress);
        try
        {
            gzip.ReadExactly(target);
            if (gzip.ReadByte() >= 0) throw Damaged("gzip");
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            throw Damaged("gzip");
        }
    }

    private static void DecodeBrotli(ReadOnlySpan<byte> source, Span<byte> target)
    {
        if (!BrotliDecoder.TryDecompress(source, target, out var written) || written != target.Length) throw Damaged("brotli");
    }

    private unsafe void DecodeZstd(ReadOnlySpan<byte> source, Span<byte> target)
    {
        if (_zstd.Handle == 0)
        {
            _zstd = ZstdLibrary.Create();
            ZstdLibrary.SetParameter(_zstd, ZstdLibrary.WindowLogMaxParameter, Limits.ZstdWindowLogMax);
        }
        ZstdLibrary.Reset(_zstd);
        // One byte more than is expected shows data that goes on; an empty page still has a frame.
        Span<byte> more = stackalloc byte[1];
        fixed (byte* from = source, to = target, beyond = more)
        {
            var input = new ZstdLibrary.Buffer(from, (nuint)source.Length, 0);
            var output = new ZstdLibrary.Buffer(to, (nuint)target.Length, 0);
            var left = Run(&output, &input);
            while (left != 0 || input.Position < input.Size)
            {
                var (taken, written) = (input.Position, output.Position);
                var isFull = output.Position == output.Size;
                var rest = new ZstdLibrary.Buffer(beyond, 1, 0);
                left = isFull ? Run(&rest, &input) : Run(&output, &input);
                if (rest.Position > 0 || (taken == input.Position && written == output.Position && left != 0)) throw Damaged("zstd");
            }
            if (output.Position != output.Size) throw Damaged("zstd");
        }
    }

    private unsafe nuint Run(ZstdLibrary.Buffer* output, ZstdLibrary.Buffer* input)
    {
        var result = ZstdLibrary.Decompress(_zstd, output, input);
        return ZstdLibrary.IsError(result)
            ? throw ParquetException.Damaged($"its zstd data cannot be decoded (libzstd: {ZstdLibrary.ErrorName(result)})")
            : result;
    }

    private static ParquetException Damaged(string codec) => ParquetException.Damaged($"its {codec} data is damaged or of another length than its header says");
}
