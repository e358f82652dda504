using Accounting.BatchClient.Rendering;
using Accounting.Core.Ledger;
using Accounting.Core.Usage;

namespace Accounting.BatchClient.Billing;

/// <summary>How far our own counts are from the reported ones, per model (<c>--usage verify</c>).</summary>
internal sealed record UsageDrift(string Model, long Calls, long ReportedInput, long CountedInput, long ReportedOutput, long CountedOutput)
{
    /// <summary>The models of which both numbers were kept, by name; none without <c>--usage verify</c>.</summary>
    public static IReadOnlyList<UsageDrift> Of(IReadOnlyList<LedgerLine> lines) =>
        [.. lines.Where(line => line.Quantities.Any(quantity => !quantity.Meter.IsBilled()))
            .GroupBy(line => Incomplete.ModelOf(line.Key))
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new UsageDrift(
                group.Key,
                group.Sum(line => line.Calls),
                Sum(group, meter => meter <= Meter.VideoInputTokens),
                Sum(group, meter => meter == Meter.CountedInputTokens),
                Sum(group, meter => meter is >= Meter.OutputTokens and <= Meter.VideoOutputTokens),
                Sum(group, meter => meter == Meter.CountedOutputTokens)))];

    private static long Sum(IEnumerable<LedgerLine> lines, Func<Meter, bool> isWanted) =>
        lines.SelectMany(line => line.Quantities).Where(quantity => isWanted(quantity.Meter)).Sum(quantity => quantity.Amount);
}
