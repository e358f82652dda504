using Accounting.Core.Amounts;

namespace Accounting.Core.Pricing;

/// <summary>The bounds of cost maps.</summary>
public static class PricingLimits
{
    /// <summary>The community map is 1.4 MB; a bound keeps a hostile one from filling the memory.</summary>
    public const int MapBytesMax = 64 * 1024 * 1024;
    /// <summary>The community map has 3,000.</summary>
    public const int ModelsMax = 100_000;
    /// <summary>Longest name of a model: ARNs have up to 300 characters.</summary>
    public const int NameCharsMax = 1024;
    /// <summary>What is kept of a model beside its prices: the longest entry of the community map has 2,000 characters.</summary>
    public const int InfoCharsMax = 65_536;
    /// <summary>The real maps have seven.</summary>
    public const int TiersMax = 64;
    /// <summary>Cached answers per map: names come from logs, and a log may make them up. Real logs have some thousands.</summary>
    public const int CachedAnswersMax = 65_536;
    /// <summary>The dearest unit, in USD: with every factor on it, an amount still fits into 128 bits.</summary>
    public static readonly ExactDecimal UnitPriceMax = new(1_000_000, 0);
    /// <summary>
    /// No provider asks for 1,000 USD per million tokens (o1-pro's output: 600): such a figure is a price per thousand or per million in a field
    /// per token.
    /// </summary>
    public static readonly ExactDecimal TokenPriceMax = new(1, -3);
    /// <summary>As <see cref="TokenPriceMax"/>, for input: no provider asks for 300 USD per million tokens (o1-pro: 150).</summary>
    public static readonly ExactDecimal InputTokenPriceMax = new(3, -4);
    /// <summary>No provider asks for a dollar per search (the dearest: 5 cents); such a figure is a price per thousand.</summary>
    public static readonly ExactDecimal QueryPriceMax = ExactDecimal.One;
    /// <summary>A new price this many times the old one, or this small a part of it, is a mistake in the unit.</summary>
    public const int JumpMax = 100;
}
