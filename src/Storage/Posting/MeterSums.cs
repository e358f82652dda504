using Accounting.Core.Usage;

namespace Accounting.Storage.Posting;

/// <summary>Sums of quantities in an array, by meter number.</summary>
internal static class MeterSums
{
    /// <summary>One more than the highest meter number.</summary>
    public const int Count = (int)Meter.CountedOutputTokens + 1;

    /// <summary>All input and output tokens, without our own counts beside reported ones.</summary>
    public static long Tokens(ReadOnlySpan<long> byMeter)
    {
        var sum = 0L;
        for (var meter = (int)Meter.InputTokens; meter <= (int)Meter.CitationTokens; meter++) sum += byMeter[meter];
        return sum;
    }

    /// <summary>What is not zero, in the order of the numbers.</summary>
    public static List<Quantity> ToQuantities(ReadOnlySpan<long> byMeter)
    {
        var quantities = new List<Quantity>();
        for (var meter = 0; meter < byMeter.Length; meter++)
            if (byMeter[meter] != 0) quantities.Add(new((Meter)meter, byMeter[meter]));
        return quantities;
    }
}
