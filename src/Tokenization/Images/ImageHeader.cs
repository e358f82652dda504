using static System.Buffers.Binary.BinaryPrimitives;

namespace Accounting.Tokenization.Images;

/// <summary>The size of an image from its own header: PNG, GIF, JPEG and WebP (LiteLLM 1.4).</summary>
internal static class ImageHeader
{
    /// <summary>What an image of another kind counts as.</summary>
    public static ImageSize Unknown { get; } = new(300, 300);

    private delegate bool SizeReader(Base64Bytes image, out ImageSize size);

    /// <summary>
    /// Reads the size. False where a header of a known kind is truncated or broken; an unknown kind has the size <see cref="Unknown"/>.
    /// Reads a PNG, GIF or WebP once, and a JPEG once per segment before its frame, so never more than its length.
    /// </summary>
    public static bool TryReadSize(Base64Bytes image, out ImageSize size)
    {
        Span<byte> start = stackalloc byte[16];
        start = start[..Math.Min(image.Length, start.Length)];
        size = Unknown;
        if (!image.TryRead(0, start)) return false;
        return FindReader(start) is not { } reader || reader(image, out size);
    }

    private static SizeReader? FindReader(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A])) return TryReadPng;
        if (start.Length > 5 && start.StartsWith("GIF8"u8) && start[5] == 'a') return TryReadGif;
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return TryReadJpeg;
        if (start.Length < 16 || !start.StartsWith("RIFF"u8) || !start[8..].StartsWith("WEBP"u8)) return null;
        var kind = start[12..16];
        if (kind.SequenceEqual("VP8X"u8)) return TryReadWebpExtended;
        if (kind.SequenceEqual("VP8 "u8)) return TryReadWebpLossy;
        return kind.SequenceEqual("VP8L"u8) ? TryReadWebpLossless : null;
    }

    private static bool TryReadPng(Base64Bytes image, out ImageSize size)
    {
        Span<byte> sides = stackalloc byte[8];
        var read = image.TryRead(16, sides);
        size = new(ReadUInt32BigEndian(sides), ReadUInt32BigEndian(sides[4..]));
        return read;
    }

    private static bool TryReadGif(Base64Bytes image, out ImageSize size)
    {
        Span<byte> sides = stackalloc byte[4];
        var read = image.TryRead(6, sides);
        size = new(ReadUInt16LittleEndian(sides), ReadUInt16LittleEndian(sides[2..]));
        return read;
    }

    /// <summary>
    /// Follows the segments to the frame: FF (any number of them), kind, length of the rest with its own two bytes, precision, height,
    /// width.
    /// </summary>
    private static bool TryReadJpeg(Base64Bytes image, out ImageSize size)
    {
        size = default;
        Span<byte> segment = stackalloc byte[4];
        Span<byte> sides = stackalloc byte[4];
        var offset = 2;
        while (image.TryRead(offset, segment))
        {
            if (segment[0] != 0xFF) return false;
            if (segment[1] == 0xFF)
            {
                offset++;
                continue;
            }
            if (IsFrame(segment[1]))
            {
                if (!image.TryRead(offset + 5, sides)) return false;
                size = new(ReadUInt16BigEndian(sides[2..]), ReadUInt16BigEndian(sides));
                return true;
            }
            var length = ReadUInt16BigEndian(segment[2..]);
            if (length < 2) return false;
            offset += 2 + length;
        }
        return false;
    }

    private static bool IsFrame(byte kind) => kind is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static bool TryReadWebpExtended(Base64Bytes image, out ImageSize size)
    {
        Span<byte> sides = stackalloc byte[6];
        var read = image.TryRead(24, sides);
        size = new(1 + (sides[0] | (sides[1] << 8) | (sides[2] << 16)), 1 + (sides[3] | (sides[4] << 8) | (sides[5] << 16)));
        return read;
    }

    private static bool TryReadWebpLossy(Base64Bytes image, out ImageSize size)
    {
        Span<byte> sides = stackalloc byte[4];
        var read = image.TryRead(26, sides);
        size = new(ReadUInt16LittleEndian(sides) & 0x3FFF, ReadUInt16LittleEndian(sides[2..]) & 0x3FFF);
        return read;
    }

    private static bool TryReadWebpLossless(Base64Bytes image, out ImageSize size)
    {
        Span<byte> sides = stackalloc byte[4];
        var read = image.TryRead(21, sides);
        var bits = ReadUInt32LittleEndian(sides);
        size = new((bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1);
        return read;
    }
}
