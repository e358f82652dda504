using Accounting.Core.Usage;

namespace Accounting.Storage.Posting;

/// <summary>What storage knows of meters: how many there are, and which of them are tokens.</summary>
internal static class Meters
{
    /// <summary>One more than the highest meter number.</summary>
    public const int Count = (int)Meter.CountedOutputTokens + 1;

    /// <summary>Whether the meter is billed; our own counts beside reported ones are not.</summary>
    public static bool IsBilled(int meter) => (Meter)meter is not (Meter.CountedInputTokens or Meter.CountedOutputTokens);

    /// <summary>All input and output tokens, without our own counts beside reported ones.</summary>
    public static long Tokens(ReadOnlySpan<long> byMeter)
    {
        var sum = 0L;
        for (var meter = (int)Meter.InputTokens; meter <= (int)Meter.CitationTokens; meter++) sum += byMeter[meter];
        return sum;
    }

    public static List<Quantity> ToQuantities(ReadOnlySpan<long> byMeter)
    {
        var quantities = new List<Quantity>();
        for (var meter = 0; meter < byMeter.Length; meter++)
            if (byMeter[meter] != 0) quantities.Add(new((Meter)meter, byMeter[meter]));
        return quantities;
    }
}
