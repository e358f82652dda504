using Accounting.Tokenization.Images;

namespace Accounting.Tokenization.Tests.Images;

/// <summary>LiteLLM 1.4: tiles by size.</summary>
public class ImageTokensTests
{
    [Theory]
    [InlineData(1, 1, 1, 1, 255)]
    [InlineData(300, 300, 300, 300, 255)]
    [InlineData(512, 512, 512, 512, 255)]
    [InlineData(513, 512, 513, 512, 425)]
    [InlineData(768, 768, 768, 768, 765)]
    [InlineData(769, 769, 768, 768, 765)]
    [InlineData(1024, 1024, 768, 768, 765)]
    [InlineData(1024, 2048, 768, 1536, 1105)]
    [InlineData(2048, 1024, 1536, 768, 1105)]
    [InlineData(2048, 4096, 768, 1536, 1105)]
    [InlineData(100, 800, 250, 2000, 765)]
    [InlineData(800, 100, 2000, 250, 765)]
    [InlineData(700, 800, 768, 877, 765)]
    [InlineData(2000, 768, 2000, 768, 1445)]
    [InlineData(1, 4_294_967_295, 0, 2000, 85)]
    [InlineData(0, 0, 0, 0, 85)]
    [InlineData(0, 5000, 0, 5000, 85)]
    public void HighDetail_Size_IsScaledAndTiled(long width, long height, long scaledWidth, long scaledHeight, int tokens)
    {
        Assert.Equal(new ImageSize(scaledWidth, scaledHeight), ImageTokens.Scale(new(width, height)));
        Assert.Equal(tokens, ImageTokens.HighDetail(new(width, height)));
    }

    [Fact]
    public void HighDetail_AnySize_IsAtMostEightTilesAndTheSameTurned()
    {
        const int Seed = 85;
        var random = new Random(Seed);
        for (var round = 0; round < 20_000; round++)
        {
            var size = new ImageSize(random.NextInt64(1, 1L << random.Next(1, 33)), random.NextInt64(1, 1L << random.Next(1, 33)));
            var tokens = ImageTokens.HighDetail(size);
            Assert.True(tokens is >= 85 and <= 1445 && (tokens - 85) % 170 == 0, $"seed {Seed}: {size} has {tokens}");
            Assert.True(tokens == ImageTokens.HighDetail(new(size.Height, size.Width)), $"seed {Seed}: {size} turned");
        }
    }
}
