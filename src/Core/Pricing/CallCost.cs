using System.Collections.Immutable;
using Accounting.Core.Amounts;
using Accounting.Core.Usage;

namespace Accounting.Core.Pricing;

/// <summary>One meter of a call with its price.</summary>
/// <param name="Meter">The meter.</param>
/// <param name="Quantity">In the meter's unit.</param>
/// <param name="UnitPrice">With all factors; null: not priced.</param>
/// <param name="Amount">Quantity times unit price; null: not priced.</param>
public sealed record CostLine(MeterInfo Meter, long Quantity, Money? UnitPrice, Money? Amount);

/// <summary>What a call costs, exactly. A sum is null where a line of it has no price (invariant 5).</summary>
public sealed record CallCost
{
    /// <summary>The map's entry that priced it; null for custom prices.</summary>
    public ModelPrices? Model { get; init; }
    /// <summary>The price row that held at the call's time; null for custom prices, or where none held.</summary>
    public PriceRow? Row { get; init; }
    public required ImmutableArray<CostLine> Lines { get; init; }
    /// <summary>Added to the call as a whole; part of <see cref="TotalCost"/> and of no line.</summary>
    public Money FixedMargin { get; init; }

    public Money? InputCost => SumOf(MeterSide.Input);
    public Money? OutputCost => SumOf(MeterSide.Output);
    public Money? ToolCost => SumOf(MeterSide.Tool);
    public Money? TotalCost =>
        InputCost is { } input && OutputCost is { } output && ToolCost is { } tool ? input + output + tool + FixedMargin : null;

    private Money? SumOf(MeterSide side)
    {
        var sum = Money.Zero;
        foreach (var line in Lines)
        {
            if (line.Meter.Side != side) continue;
            if (line.Amount is not { } amount) return null;
            sum += amount;
        }
        return sum;
    }
}
