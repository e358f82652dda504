using Accounting.Core.Amounts;

namespace Accounting.Core.Ledger.Repricing;

/// <summary>What one run posted for one key and is priced with one version by now.</summary>
public sealed class RepriceBucket
{
    /// <summary>The run's number in the ledger.</summary>
    public int Run { get; internal set; }
    /// <summary>The price version in force.</summary>
    public string Version { get; internal set; } = "";
    public long Calls { get; internal set; }
    /// <summary>What is posted: charges and adjustments.</summary>
    public Money Old { get; internal set; }
    public long OldUnpriced { get; internal set; }
    /// <summary>The same at the other prices.</summary>
    public Money New { get; internal set; }
    public long NewUnpriced { get; internal set; }
    /// <summary>The tokens of the calls that the other prices leave without an amount.</summary>
    public long NewUnpricedTokens { get; internal set; }
    /// <summary>The number of the last entry that is in it.</summary>
    public long LastEntry { get; internal set; }

    /// <summary>What an adjusting entry says.</summary>
    public Money Difference => New - Old;
    public long UnpricedDifference => NewUnpriced - OldUnpriced;
    public bool IsChanged => Difference != Money.Zero || UnpricedDifference != 0;

    internal void Clear(int run, string version)
    {
        (Run, Version) = (run, version);
        (Calls, OldUnpriced, NewUnpriced, NewUnpricedTokens, LastEntry) = (0, 0, 0, 0, 0);
        (Old, New) = (Money.Zero, Money.Zero);
    }

    internal void Take(RepriceBucket other)
    {
        Calls += other.Calls;
        Old += other.Old;
        OldUnpriced += other.OldUnpriced;
        New += other.New;
        NewUnpriced += other.NewUnpriced;
        NewUnpricedTokens += other.NewUnpricedTokens;
        LastEntry = Math.Max(LastEntry, other.LastEntry);
    }
}
