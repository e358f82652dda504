using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Pricing;
using Accounting.Core.Usage;

namespace Accounting.BatchClient.Rendering;

/// <summary>A running sum of ledger lines: calls, meters, money. Sums are checked: an overflow throws, nothing wraps.</summary>
internal sealed class Tally
{
    private readonly long[] _quantities = new long[Meters.All.Length];

    public long Calls { get; private set; }

    /// <summary>Calls without an amount; their cost is missing in <see cref="Cost"/>.</summary>
    public long UnpricedCalls { get; private set; }

    /// <summary>The sum of what is priced; null where something was added and nothing of it is priced (invariant 5).</summary>
    public Money? Cost => _isPriced || !_isUnpriced ? _cost : null;

    /// <summary>What the logs themselves said it cost; null where none did.</summary>
    public Money? ReportedCost { get; private set; }

    /// <summary>All billable tokens.</summary>
    public long Tokens { get; private set; }

    /// <summary>Whether all that was added sums to nothing, as after a void.</summary>
    public bool IsNothing => Calls == 0 && _cost == Money.Zero && Array.TrueForAll(_quantities, static quantity => quantity == 0);

    private Money _cost;
    private bool _isPriced;
    private bool _isUnpriced;

    public long this[Meter meter] => _quantities[(int)meter];

    /// <summary>Whether the meter counts tokens that are billed; our own count beside a reported one is not.</summary>
    public static bool IsBilledTokens(Meter meter) => meter.IsBilled() && Meters.Of(meter).IsTokens;

    public void Add(LedgerLine line)
    {
        Calls += line.Calls;
        foreach (var quantity in line.Quantities)
        {
            _quantities[(int)quantity.Meter] += quantity.Amount;
            if (IsBilledTokens(quantity.Meter)) Tokens += quantity.Amount;
        }
        if (line.ReportedCost is { } reported) ReportedCost = (ReportedCost ?? Money.Zero) + reported;
        if (line.Amount is { } amount)
        {
            _cost += amount;
            _isPriced = true;
        }
        UnpricedCalls += line.UnpricedCalls;
        _isUnpriced |= line.UnpricedCalls != 0;
    }
}
