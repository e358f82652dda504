using Accounting.Core.Amounts;

namespace Accounting.Core.Pricing;

/// <summary>Discount, then margin (LiteLLM 2.8): an amount becomes amount × (1 − discount) × (1 + margin) + fixed margin.</summary>
public sealed record PriceAdjustment
{
    public static readonly PriceAdjustment None = new();

    /// <summary>A fraction from 0 to 1: 0.05 for five per cent.</summary>
    public ExactDecimal Discount { get; init; }
    /// <summary>A fraction: 0.10 for ten per cent.</summary>
    public ExactDecimal Margin { get; init; }
    /// <summary>Added to each call.</summary>
    public Money FixedMargin { get; init; }

    /// <summary>What every unit price is multiplied by.</summary>
    public ExactDecimal Factor => (ExactDecimal.One - Discount) * (ExactDecimal.One + Margin);

    /// <summary>Whether it holds for a model of that mode: LiteLLM prices images, videos and realtime sessions without it.</summary>
    public static bool AppliesTo(string mode) => mode is not ("image_generation" or "image_edit" or "video_generation" or "realtime");
}
