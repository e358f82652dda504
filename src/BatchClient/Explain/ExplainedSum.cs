using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Statements;

namespace Accounting.BatchClient.Explain;

/// <summary>What the entries explained so far come to, by what posted them.</summary>
internal sealed class ExplainedSum
{
    private readonly Money[] _byKind = new Money[Enum.GetValues<EntryKind>().Length];
    private bool _isPriced;

    public long Entries { get; private set; }
    public long Calls { get; private set; }
    public long UnpricedCalls { get; private set; }
    /// <summary>Entries whose amount is not what their prices give.</summary>
    public long NotDerived { get; private set; }

    /// <summary>As <c>spend</c> gives it; null where nothing is priced.</summary>
    public Money? Cost => _isPriced || UnpricedCalls == 0 ? _byKind.Aggregate(Money.Zero, (sum, amount) => sum + amount) : null;

    public Money Of(EntryKind kind) => _byKind[(int)kind];

    public void Add(ExplainedEntry explained)
    {
        var entry = explained.Entry;
        Entries++;
        Calls += entry.Calls;
        UnpricedCalls += entry.UnpricedCalls;
        if (!explained.IsDerived) NotDerived++;
        if (entry.Amount is not { } amount) return;
        _byKind[(int)entry.Posting.Kind] += amount;
        _isPriced = true;
    }
}
