using Accounting.Core.Usage;

namespace Accounting.Core.Pricing;

/// <summary>The size of a prompt, as a price needs it: known exactly for a single call, else by its band.</summary>
public readonly record struct RequestSize
{
    private readonly long _exact;
    private readonly Band _band;

    private RequestSize(long exact, Band band)
    {
        _exact = exact;
        _band = band;
    }

    /// <summary>A size in tokens; below zero counts as zero.</summary>
    public static RequestSize Exactly(long tokens) => new(Math.Max(tokens, 0), Band.Of(tokens));

    /// <summary>Any size of a band.</summary>
    public static RequestSize In(Band band) => new(-1, band);

    /// <exception cref="ArgumentOutOfRangeException">Only the band is known, and the threshold is no band edge.</exception>
    public bool IsAbove(long threshold) => _exact >= 0 ? _exact > threshold : threshold <= 0 || _band.IsAbove(threshold);

    /// <exception cref="ArgumentOutOfRangeException">Only the band is known, and the threshold is no band edge.</exception>
    public bool IsAtLeast(long threshold) => _exact >= 0 ? _exact >= threshold : threshold <= 0 || _band.IsAtLeast(threshold);
}
