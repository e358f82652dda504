using Accounting.Core.Amounts;
using Accounting.Core.Usage;

namespace Accounting.Core.Pricing.Rules;

/// <summary>
/// Prices per token, with what stands in for a missing one (LiteLLM 2.5). Where the rules name nothing, there is no price (invariant 5).
/// </summary>
internal static class TokenRates
{
    private static readonly ExactDecimal s_fireworksCacheRead = ExactDecimal.Half;

    public static void Fill(FieldLookup fields, PricingFacts facts, ExactDecimal?[] rates)
    {
        FillInput(fields, facts, rates);
        FillOutput(fields, rates);
        rates[(int)Meter.CitationTokens] = Own(fields, Meter.CitationTokens);
    }

    private static void FillInput(FieldLookup fields, PricingFacts facts, ExactDecimal?[] rates)
    {
        var input = Own(fields, Meter.InputTokens);
        var read = Own(fields, Meter.CachedInputTokens) ?? (facts.Provider == "fireworks_ai" ? input * s_fireworksCacheRead : input);
        var write = Own(fields, Meter.CacheWriteTokens) ?? input;
        // An image or video without a price of its own costs the base rate also above a threshold.
        var media = fields.Base(Meters.Of(Meter.InputTokens).Field) ?? input;
        rates[(int)Meter.InputTokens] = input;
        rates[(int)Meter.CachedInputTokens] = read;
        rates[(int)Meter.CacheWriteTokens] = write;
        rates[(int)Meter.CacheWrite1hTokens] = Own(fields, Meter.CacheWrite1hTokens) ?? write;
        rates[(int)Meter.AudioInputTokens] = Own(fields, Meter.AudioInputTokens);
        rates[(int)Meter.CachedAudioInputTokens] = Own(fields, Meter.CachedAudioInputTokens) ?? read;
        rates[(int)Meter.ImageInputTokens] = Own(fields, Meter.ImageInputTokens) ?? media;
        rates[(int)Meter.VideoInputTokens] = Own(fields, Meter.VideoInputTokens) ?? media;
        if (facts.PromptTokenFee.IsZero) return;
        for (var meter = Meter.InputTokens; meter < Meter.OutputTokens; meter++) rates[(int)meter] += facts.PromptTokenFee;
    }

    private static void FillOutput(FieldLookup fields, ExactDecimal?[] rates)
    {
        var output = Own(fields, Meter.OutputTokens);
        if (output is { IsZero: true }) output = Own(fields, Meter.ImageOutputTokens) ?? output;
        rates[(int)Meter.OutputTokens] = output;
        rates[(int)Meter.ReasoningTokens] = Reasoning(fields, output);
        rates[(int)Meter.AudioOutputTokens] = Own(fields, Meter.AudioOutputTokens) ?? output;
        rates[(int)Meter.ImageOutputTokens] = Own(fields, Meter.ImageOutputTokens) ?? output;
        rates[(int)Meter.VideoOutputTokens] = Own(fields, Meter.VideoOutputTokens) ?? output;
    }

    // A tier that names its output price, but none for reasoning, means the output price for both.
    private static ExactDecimal? Reasoning(FieldLookup fields, ExactDecimal? output)
    {
        var reasoning = Meters.Of(Meter.ReasoningTokens).Field;
        if (fields.Named(reasoning) is { } named) return named;
        return fields.Named(Meters.Of(Meter.OutputTokens).Field) is not null ? output : fields[reasoning] ?? output;
    }

    private static ExactDecimal? Own(FieldLookup fields, Meter meter) => fields[Meters.Of(meter).Field];
}
