namespace Accounting.Tokenization.Images;

/// <summary>Tokens of an image by its size (LiteLLM 1.4).</summary>
internal static class ImageTokens
{
    /// <summary>An image in low detail, or before its tiles.</summary>
    public const int Base = 85;

    /// <summary>One tile of high detail.</summary>
    public const int PerTile = 2 * Base;

    private const int TileSide = 512;
    private const int ShortSideMax = 768;
    private const int LongSideMax = 2000;

    /// <summary>The base and the tiles of the image as it is scaled: at most 2000 by 768, so at most 1,445.</summary>
    public static int HighDetail(ImageSize size)
    {
        var (width, height) = Scale(size);
        return checked((int)(Base + (PerTile * Tiles(width) * Tiles(height))));
    }

    /// <summary>
    /// An image with both sides up to 768 stays as it is. Any other is scaled so that its short side is 768 (a small but long one up),
    /// and then down where its long side exceeds 2000. The other side is truncated, from the same double division as in LiteLLM. An image
    /// with a side of 0 stays as it is and has no tiles.
    /// </summary>
    public static ImageSize Scale(ImageSize size)
    {
        var (width, height) = size;
        if ((width <= ShortSideMax && height <= ShortSideMax) || width == 0 || height == 0) return size;
        var aspect = (double)Math.Max(width, height) / Math.Min(width, height);
        long shortSide = ShortSideMax;
        var longSide = (long)(shortSide * aspect);
        if (longSide > LongSideMax)
        {
            longSide = LongSideMax;
            shortSide = (long)(longSide / aspect);
        }
        return width <= height ? new(shortSide, longSide) : new(longSide, shortSide);
    }

    private static long Tiles(long side) => (side + TileSide - 1) / TileSide;
}
