using Accounting.Core.Amounts;
using Accounting.Core.Ledger.Closing;
using Accounting.Core.Usage;

namespace Accounting.Core.Statements;

/// <summary>
/// What one tenant is billed for a month: its usage, and what was posted for closed months while it was the earliest open one. That of a
/// closed month never changes.
/// </summary>
public sealed record Statement
{
    public required string Tenant { get; init; }
    /// <summary>Null: the usage without a time.</summary>
    public required Month? Month { get; init; }
    /// <summary>Null while it is open.</summary>
    public MonthClosing? Closing { get; init; }
    /// <summary>Usage of the month, by model, meter and unit price, and adjustments of it.</summary>
    public required IReadOnlyList<StatementLine> Usage { get; init; }
    /// <summary>Credits and debits for closed months, by month.</summary>
    public required IReadOnlyList<StatementLine> Late { get; init; }
    /// <summary>Calls of the month.</summary>
    public required long Calls { get; init; }
    /// <summary>What no price is known for, by model; in no total.</summary>
    public required IReadOnlyList<UnpricedUsage> Unpriced { get; init; }
    /// <summary>Calls of the tenant without a time: on no month's statement.</summary>
    public long UndatedCalls { get; init; }

    /// <summary>The sum of <see cref="Usage"/>; null where there is some and none of it is priced.</summary>
    public Money? UsageTotal => SumOf(Usage);
    /// <summary>The sum of <see cref="Late"/>; null where there is some and none of it is priced.</summary>
    public Money? LateTotal => SumOf(Late);
    /// <summary>The sum of all lines; null where there are some and none is priced.</summary>
    public Money? Total => SumOf([.. Usage, .. Late]);

    private static Money? SumOf(IReadOnlyList<StatementLine> lines)
    {
        if (lines.Count > 0 && lines.All(line => line.Amount is null)) return null;
        return lines.Aggregate(Money.Zero, (sum, line) => sum + (line.Amount ?? Money.Zero));
    }
}

/// <summary>Usage of a model that no price is known for (invariant 5).</summary>
public sealed record UnpricedUsage(string Model, long Calls, long Tokens);
