using System.Globalization;
using Accounting.BatchClient.Rendering;
using Accounting.Core.Amounts;
using Accounting.Core.Pricing;
using Accounting.Core.Statements;

namespace Accounting.BatchClient.Statements;

/// <summary>The words of a statement, the same in every form.</summary>
internal static class StatementText
{
    public const string Undated = "undated";

    private static readonly ExactDecimal Million = new(1_000_000, 0);

    public static string Month(Statement statement) => statement.Month?.ToString() ?? Undated;

    public static string Month(StatementLine line) => line.Month?.ToString() ?? Undated;

    /// <summary>As in JSON and CSV.</summary>
    public static string Kind(StatementLine line) => line.Kind switch
    {
        StatementLineKind.Usage => "usage",
        StatementLineKind.Adjustment => "adjustment",
        StatementLineKind.Reversal => "reversal",
        _ => "unexplained",
    };

    /// <summary>What a line is for, in words: the meter, or what was adjusted.</summary>
    public static string What(StatementLine line)
    {
        var meter = line.Meter is { } of ? $"{of.Name.Replace('_', ' ')}{(line.Tier.Length > 0 ? $", {line.Tier}" : "")}" : null;
        return line.Kind switch
        {
            StatementLineKind.Usage => meter ?? "",
            StatementLineKind.Adjustment => $"price adjusted, version {line.OldPriceVersion} to {Versions(line)}",
            StatementLineKind.Reversal => meter is null ? "adjustment taken back" : $"{meter} taken back",
            _ => "as posted; not what these prices give (see 'accounting verify')",
        };
    }

    public static string Quantity(StatementLine line) => line.Meter is null ? "" : Numbers.Count(line.Quantity);

    /// <summary>Per million where the unit is small; every digit.</summary>
    public static string UnitPrice(StatementLine line) => line switch
    {
        { Meter: null } => "",
        { UnitPrice: null } => Numbers.Unpriced,
        { Meter.Unit: MeterUnit.Token or MeterUnit.Character or MeterUnit.Pixel } => $"{ExactDecimal.Parse(line.UnitPrice.Value.ToString()) * Million} / 1M",
        { Meter.Unit: MeterUnit.Millisecond } => $"{ExactDecimal.Parse(line.UnitPrice.Value.ToString()) * new ExactDecimal(1_000, 0)} / s",
        _ => line.UnitPrice.Value.ToString(),
    };

    public static string Versions(StatementLine line) => string.Join(' ', line.PriceVersions);

    /// <summary>Where the price, or the adjustment, comes from.</summary>
    public static string Source(StatementLine line)
    {
        var from = line.ValidFrom is { } time ? $"from {time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}" : "";
        string[] parts = [from, line.Source, line.Reason];
        return string.Join("; ", parts.Where(part => part.Length > 0));
    }

    /// <summary>What holds of the statement as a whole, a sentence each.</summary>
    public static IEnumerable<string> Notes(Statement statement)
    {
        yield return statement switch
        {
            { Month: null } => "Usage whose log gives no time, priced as of the moment at which it was billed. It belongs to no month and is never closed.",
            { Closing: { } closing } => $"Closed on {closing.ClosedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC by {closing.ClosedBy}"
                + $"{(closing.Reason.Length > 0 ? $" ({closing.Reason})" : "")}: it never changes.",
            _ => "Open: usage that is billed later may still be added.",
        };
        foreach (var model in statement.Unpriced)
            yield return $"No price is known for '{model.Model}': {Numbers.Count(model.Calls)} calls ({Numbers.Count(model.Tokens)} tokens) are not in the total.";
        if (statement is { Month: not null, UndatedCalls: > 0 })
            yield return $"{Numbers.Count(statement.UndatedCalls)} calls without a time are on no month's statement: see --month undated.";
    }
}
