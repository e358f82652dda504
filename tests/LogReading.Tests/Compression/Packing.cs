using System.Buffers.Binary;
using System.IO.Compression;

namespace Accounting.LogReading.Tests.Compression;

/// <summary>Packs bytes for tests.</summary>
internal static class Packing
{
    public static byte[] Gzip(ReadOnlySpan<byte> data)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(data);
        return packed.ToArray();
    }

    public static byte[] Brotli(ReadOnlySpan<byte> data)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true)) brotli.Write(data);
        return packed.ToArray();
    }

    /// <summary>A zstd frame of one stored block (RFC 8878 3.1.1): no content size, a window of 1 MiB, no checksum.</summary>
    public static byte[] Zstd(ReadOnlySpan<byte> data) =>
        [.. FrameHeader(windowDescriptor: 10 << 3), .. BlockHeader(data.Length, type: 0, last: true), .. data];

    /// <summary>A zstd frame that repeats one byte: 128 KiB for each block of 4 bytes.</summary>
    public static byte[] ZstdBomb(byte value, int blocks)
    {
        List<byte> frame = [.. FrameHeader(windowDescriptor: 10 << 3)];
        for (var block = 1; block <= blocks; block++) frame.AddRange([.. BlockHeader(128 << 10, type: 1, last: block == blocks), value]);
        return [.. frame];
    }

    /// <summary>A zstd frame that asks for a window of 2 GiB.</summary>
    public static byte[] ZstdWideWindow(ReadOnlySpan<byte> data) =>
        [.. FrameHeader(windowDescriptor: 21 << 3), .. BlockHeader(data.Length, type: 0, last: true), .. data];

    private static byte[] FrameHeader(byte windowDescriptor) => [0x28, 0xb5, 0x2f, 0xfd, 0, windowDescriptor];

    private static byte[] BlockHeader(int size, int type, bool last)
    {
        var header = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(header, (size << 3) | (type << 1) | (last ? 1 : 0));
        return header[..3];
    }
}
