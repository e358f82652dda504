using Accounting.Core.Ledger;

namespace Accounting.BatchClient.Spend;

/// <summary>What is asked.</summary>
internal sealed record SpendQuery
{
    public required SpendFilter Filter { get; init; }
    public required TimeWindow Window { get; init; }
    public required IReadOnlyList<Dimension> GroupBy { get; init; }
    /// <summary>For naming hours, days, months; the window is UTC.</summary>
    public required TimeZoneInfo Zone { get; init; }
    public SpendOrder Order { get; init; }
    public bool Ascending { get; init; }
    /// <summary>Only the first rows; null: all.</summary>
    public int? Top { get; init; }
}

/// <summary>What rows are ordered by; equal rows by their group.</summary>
internal enum SpendOrder
{
    Cost,
    Calls,
    Tokens,
    Group,
}
