using System.Text;
using Accounting.Tokenization.Images;

namespace Accounting.Tokenization.Tests.Images;

/// <summary>Sizes from headers that are made here, whole, cut off and hostile.</summary>
public class ImageHeaderTests
{
    private static readonly Dictionary<string, byte[]> Images = new()
    {
        ["png"] = [0x89, .. "PNG\r\n\u001a\n"u8, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 4, 0xB0, 0, 0, 3, 0x20, 8, 6],
        ["gif"] = [.. "GIF89a"u8, 0xB0, 4, 0x20, 3, 0],
        ["jpeg"] = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xFF, 0xFF, 0xC4, 0, 2, 0xFF, 0xC2, 0, 17, 8, 3, 0x20, 4, 0xB0, 3],
        ["webp extended"] = [.. "RIFF____WEBPVP8X"u8, 10, 0, 0, 0, 0, 0, 0, 0, 0xAF, 4, 0, 0x1F, 3, 0],
        ["webp lossy"] = [.. "RIFF____WEBPVP8 "u8, 0, 0, 0, 0, 0, 0, 0, 0x9D, 1, 0x2A, 0xB0, 4, 0x20, 3],
        ["webp lossless"] = [.. "RIFF____WEBPVP8L"u8, 0, 0, 0, 0, 0x2F, 0xAF, 0xC4, 0xC7, 0],
    };

    public static TheoryData<string> Kinds => [.. Images.Keys];

    private static bool TryRead(ReadOnlySpan<byte> image, out ImageSize size) =>
        ImageHeader.TryReadSize(new(Encoding.ASCII.GetBytes(Convert.ToBase64String(image))), out size);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void TryReadSize_KnownKind_ReadsTheHeader(string kind)
    {
        Assert.True(TryRead(Images[kind], out var size));
        Assert.Equal(new(1200, 800), size);
        Assert.True(TryRead([.. Images[kind], .. new byte[100_000]], out size));
        Assert.Equal(new(1200, 800), size);
    }

    /// <summary>Cut before the kind is told the size is the unknown one, cut behind it there is none.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void TryReadSize_CutAnywhere_IsUnknownOrRefused(string kind)
    {
        var image = Images[kind];
        var known = image.Length;
        while (known > 0 && TryRead(image.AsSpan(0, known), out var whole) && whole == new ImageSize(1200, 800)) known--;
        for (var length = 0; length <= known; length++)
            if (TryRead(image.AsSpan(0, length), out var size)) Assert.Equal(ImageHeader.Unknown, size);
        Assert.False(TryRead(image.AsSpan(0, known), out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("QQ==")]
    [InlineData("Qk0AAAAAAAAAAAAAAAAAAAAAAAA=")]
    public void TryReadSize_UnknownKind_IsTheDefaultSize(string base64)
    {
        Assert.True(ImageHeader.TryReadSize(new(Encoding.ASCII.GetBytes(base64)), out var size));
        Assert.Equal(new(300, 300), size);
    }

    [Theory]
    [InlineData("%%%%")]
    [InlineData("iVBORw0K*goAAAANSUhEUgAABLAAAAMg")]
    [InlineData("A")]
    public void TryReadSize_NotBase64_IsRefused(string base64) =>
        Assert.Equal(base64 == "A", ImageHeader.TryReadSize(new(Encoding.ASCII.GetBytes(base64)), out _));

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF, 0xE0, 0, 1, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF, 0xE0, 0xFF, 0xFF, 0, 0 })]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF, 0xE0, 0, 3, 0, 1, 2, 3, 4, 5 })]
    [InlineData(new byte[] { 0xFF, 0xD8, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF })]
    public void TryReadSize_BrokenJpeg_IsRefused(byte[] image) => Assert.False(TryRead(image, out _));

    [Fact]
    public void TryReadSize_JpegOfManySegments_EndsInTimeAtItsFrame()
    {
        var empty = Enumerable.Repeat(new byte[] { 0xFF, 0xE1, 0, 2 }, 500_000).SelectMany(segment => segment);
        byte[] image = [0xFF, 0xD8, .. empty, .. Images["jpeg"].AsSpan(2)];
        Assert.True(TryRead(image, out var size));
        Assert.Equal(new(1200, 800), size);
    }

    [Fact]
    public void TryReadSize_RandomBytesBehindAMarker_NeverThrows()
    {
        const int Seed = 4242;
        var random = new Random(Seed);
        for (var round = 0; round < 20_000; round++)
        {
            var start = Images.Values.ElementAt(random.Next(Images.Count));
            byte[] image = [.. start.AsSpan(0, random.Next(start.Length)), .. new byte[random.Next(64)]];
            random.NextBytes(image.AsSpan(Math.Min(image.Length, 16)));
            if (TryRead(image, out var size)) Assert.True(size is { Width: >= 0, Height: >= 0 }, $"seed {Seed}, round {round}");
        }
    }

    [Fact]
    public void TryRead_AnyWindow_IsTheDecodedBytes()
    {
        const int Seed = 64;
        var random = new Random(Seed);
        Span<byte> window = stackalloc byte[Base64Bytes.ReadMax];
        for (var round = 0; round < 5_000; round++)
        {
            var content = new byte[random.Next(100)];
            random.NextBytes(content);
            var bytes = new Base64Bytes(Encoding.ASCII.GetBytes(Convert.ToBase64String(content)));
            Assert.Equal(content.Length, bytes.Length);
            var (offset, length) = (random.Next(110), random.Next(Base64Bytes.ReadMax + 1));
            var read = bytes.TryRead(offset, window[..length]);
            Assert.True(read == (offset + length <= content.Length), $"seed {Seed}, round {round}");
            if (read) Assert.True(content.AsSpan(offset, length).SequenceEqual(window[..length]), $"seed {Seed}, round {round}");
        }
    }
}
