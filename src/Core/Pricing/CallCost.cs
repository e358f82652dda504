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
    /// <summary>One line per meter that is not zero, by meter number.</summary>
    public required ImmutableArray<CostLine> Lines { get; init; }
    /// <summary>Added to the call as a whole; part of <see cref="TotalCost"/> and of no line.</summary>
    public Money FixedMargin { get; init; }

    /// <summary>The sum of the input lines.</summary>
    public Money? InputCost => SumOf(MeterSide.Input);
    /// <summary>The sum of the output lines.</summary>
    public Money? OutputCost => SumOf(MeterSide.Output);
    /// <summary>The sum of the lines of searches, sessions and other tools.</summary>
    public Money? ToolCost => SumOf(MeterSide.Tool);
    /// <summary>All three and <see cref="FixedMargin"/>; null where one of them is.</summary>
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
