using System.Buffers;
using System.IO.Compression;

namespace Accounting.LogReading.Compression;

/// <summary>
/// Tells by an input's first bytes how it is packed. The name decides nothing but this: brotli has no mark, and <c>.br</c> speaks for it.
/// </summary>
internal static class CompressionDetector
{
    private const int ProbeBytes = 4096;

    // Bytes that text does not have, and a packed stream of more than a few bytes does.
    private static readonly SearchValues<byte> Binary =
        SearchValues.Create([0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 14, 15, 16, 17, 18, 19, 20, 0x80, 0xff]);

    /// <param name="head">The input's first bytes as stored.</param>
    /// <param name="name">Its file name, or null.</param>
    public static CompressionFormat Detect(ReadOnlySpan<byte> head, string? name)
    {
        if (head is [0x1f, 0x8b, ..]) return CompressionFormat.Gzip;
        if (head is [0x28, 0xb5, 0x2f, 0xfd, ..] or [>= 0x50 and <= 0x5f, 0x2a, 0x4d, 0x18, ..]) return CompressionFormat.Zstandard;
        // Asked before the text: a brotli stream of more than 64 KiB may begin with a bracket.
        if (head.ContainsAny(Binary) && IsBrotliOfJson(head)) return CompressionFormat.Brotli;
        if (head.IsEmpty || LooksLikeJson(head)) return CompressionFormat.None;
        return name is not null && name.EndsWith(".br", StringComparison.OrdinalIgnoreCase) ? CompressionFormat.Brotli : CompressionFormat.None;
    }

    private static bool LooksLikeJson(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("\ufeff"u8)) text = text[3..];
        text = text.TrimStart(" \t\r\n"u8);
        return text is [(byte)'{' or (byte)'[', ..];
    }

    // Nearly any bytes can be the start of a brotli stream; that they decode to JSON is no accident.
    private static bool IsBrotliOfJson(ReadOnlySpan<byte> head)
    {
        Span<byte> decoded = stackalloc byte[ProbeBytes];
        using var decoder = default(BrotliDecoder);
        var status = decoder.Decompress(head, decoded, out _, out var written);
        return status != OperationStatus.InvalidData && LooksLikeJson(decoded[..written]);
    }
}
