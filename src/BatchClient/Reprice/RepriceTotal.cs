using Accounting.Core.Amounts;
using Accounting.Core.Ledger.Repricing;

namespace Accounting.BatchClient.Reprice;

/// <summary>The sum of some rows of a plan. Null: nothing of it has a price.</summary>
internal sealed record RepriceTotal(long Calls, Money? Old, Money? New)
{
    public Money Difference => (New ?? Money.Zero) - (Old ?? Money.Zero);

    public static RepriceTotal Of(RepricePlan plan) => plan.Rows.Aggregate(
        new RepriceTotal(0, null, null), (sum, row) => new(sum.Calls + row.Calls, Add(sum.Old, row.Old), Add(sum.New, row.New)));

    private static Money? Add(Money? left, Money? right) => left is { } a && right is { } b ? a + b : left ?? right;
}
