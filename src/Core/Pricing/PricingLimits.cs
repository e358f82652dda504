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
    /// <summary>The real maps have seven.</summary>
    public const int TiersMax = 64;
    /// <summary>Cached answers per map: names come from logs, and a log may make them up. Real logs have some thousands.</summary>
    public const int CachedAnswersMax = 65_536;
    /// <summary>The dearest unit, in USD: with every factor on it, an amount still fits into 128 bits.</summary>
    public static readonly ExactDecimal UnitPriceMax = new(1_000_000, 0);
    /// <summary>
    /// No provider asks for more than a cent per token (10,000 USD per million); a higher figure is a price per thousand or per million.
    /// </summary>
    public static readonly ExactDecimal TokenPriceMax = new(1, -2);
    /// <summary>A new price this many times the old one, or this small a part of it, is a mistake in the unit.</summary>
    public const int JumpMax = 100;
}
