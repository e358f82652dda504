using Accounting.Core.Amounts;
using Accounting.Core.Pricing;
using Accounting.Core.Usage;

namespace Accounting.Core.Statements;

/// <summary>What a line of a statement is about.</summary>
public enum StatementLineKind
{
    /// <summary>Usage of a meter at one unit price; or usage that no price is known for.</summary>
    Usage,
    /// <summary>The difference that another price version makes to usage charged before.</summary>
    Adjustment,
    /// <summary>Usage of a closed month that was taken back after it was closed.</summary>
    Reversal,
    /// <summary>What was posted and does not follow from the prices that it names: <c>accounting verify</c> says more.</summary>
    Unexplained,
}

/// <summary>A line of a statement.</summary>
public sealed record StatementLine
{
    public required StatementLineKind Kind { get; init; }
    /// <summary>The month of the usage; null where it has no time.</summary>
    public required Month? Month { get; init; }
    public required string Provider { get; init; }
    public required string Model { get; init; }
    /// <summary><c>batch</c>, or the service tier as the response says; empty for the standard one.</summary>
    public string Tier { get; init; } = "";
    /// <summary>Null for what is no usage of a meter.</summary>
    public MeterInfo? Meter { get; init; }
    /// <summary>In the meter's unit; 0 where there is no meter.</summary>
    public long Quantity { get; init; }
    /// <summary>Of one unit, with all factors; null: none is known, or there is no meter.</summary>
    public Money? UnitPrice { get; init; }
    /// <summary>Null: not priced (invariant 5).</summary>
    public Money? Amount { get; init; }
    /// <summary>The versions of the cost map that gave the price, in ordinal order.</summary>
    public IReadOnlyList<string> PriceVersions { get; init; } = [];
    /// <summary>The version that an adjustment replaces.</summary>
    public string? OldPriceVersion { get; init; }
    /// <summary>Since when the price holds; null: since ever, or there is none.</summary>
    public DateTimeOffset? ValidFrom { get; init; }
    /// <summary>Where the price comes from.</summary>
    public string Source { get; init; } = "";
    /// <summary>Why it was adjusted or taken back.</summary>
    public string Reason { get; init; } = "";
}
