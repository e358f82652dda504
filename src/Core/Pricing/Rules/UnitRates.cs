using System.Globalization;
using Accounting.Core.Amounts;
using Accounting.Core.Usage;

namespace Accounting.Core.Pricing.Rules;

/// <summary>Prices of all that is not a token: characters, time, images, pixels, pages, queries (LiteLLM 2.3 and 2.7).</summary>
internal static class UnitRates
{
    public static void Fill(FieldLookup fields, PricingFacts facts, ExactDecimal?[] rates)
    {
        for (var meter = Meter.InputCharacters; meter <= Meter.AnnotationPages; meter++)
            rates[(int)meter] = fields.Plain(Meters.Of(meter).Field);
        rates[(int)Meter.InputMilliseconds] = InputSecond(fields, facts);
        if (facts.Mode == "audio_transcription") rates[(int)Meter.AudioInputMilliseconds] ??= InputSecond(fields, facts);
        rates[(int)Meter.VideoOutputMilliseconds] ??= fields.Plain("output_cost_per_second_" + Resolution(facts.ImageSize))
            ?? fields.Plain("output_cost_per_second");
        rates[(int)Meter.AnnotationPages] ??= rates[(int)Meter.Pages];
        if (facts.Mode is "image_generation" or "image_edit") rates[(int)Meter.OutputImages] = GeneratedImage(fields, facts.ImageSize);
    }

    // A transcription is priced by its output where that has a price, else by its input; all else the other way round.
    private static ExactDecimal? InputSecond(FieldLookup fields, PricingFacts facts)
    {
        var input = fields.Plain("input_cost_per_second");
        var output = fields.Plain("output_cost_per_second");
        if (facts.Mode == "audio_transcription") return output is null or { IsZero: true } ? input ?? output : output;
        return fields.Plain("cost_per_second") ?? input ?? output;
    }

    private static ExactDecimal? GeneratedImage(FieldLookup fields, string size)
    {
        var input = fields.Plain("input_cost_per_image");
        var output = fields.Plain("output_cost_per_image");
        if (input is not null || output is not null) return (input ?? ExactDecimal.Zero) + (output ?? ExactDecimal.Zero);
        if (fields.Plain("input_cost_per_pixel") is not { } pixel || !TryPixels(size, out var width, out var height)) return null;
        return pixel * new ExactDecimal(width, 0) * new ExactDecimal(height, 0);
    }

    private static string Resolution(string size) =>
        TryPixels(size, out var width, out var height)
            ? Math.Min(width, height).ToString(CultureInfo.InvariantCulture) + "p"
            : size.ToLowerInvariant();

    // 1024x1024, 1024-x-1024
    private static bool TryPixels(string size, out int width, out int height)
    {
        (width, height) = (0, 0);
        var x = size.IndexOf('x', StringComparison.OrdinalIgnoreCase);
        return x > 0
            && int.TryParse(size.AsSpan(0, x).TrimEnd('-'), NumberStyles.None, CultureInfo.InvariantCulture, out width)
            && int.TryParse(size.AsSpan(x + 1).TrimStart('-'), NumberStyles.None, CultureInfo.InvariantCulture, out height)
            && width is > 0 and <= 100_000 && height is > 0 and <= 100_000;
    }
}
