using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Parts;

namespace Accounting.Grains.Interfaces.Spending;

/// <summary>A <see cref="PartReceipt"/> that travels, without the sums that it added; or a refusal.</summary>
[GenerateSerializer, Immutable, Alias(Aliases.PartAnswer)]
public sealed class PartAnswer
{
    /// <summary>
    /// Whether the silo has as much waiting to be stored as it may. Nothing was posted: send the part again after a pause.
    /// </summary>
    [Id(0)] public bool IsBusy { get; init; }
    /// <summary>The calls that were not accepted, ascending.</summary>
    [Id(1)] public int[] Known { get; init; } = [];
    [Id(2)] public ulong[] KnownFacts { get; init; } = [];
    /// <summary>The run that posted each of them: its place in <see cref="Runs"/>.</summary>
    [Id(3)] public int[] KnownRun { get; init; } = [];
    [Id(4)] public string[] Runs { get; init; } = [];
    [Id(5)] public Money Amount { get; init; }
    [Id(6)] public long Tokens { get; init; }
    [Id(7)] public long Version { get; init; }

    public static PartAnswer Busy { get; } = new() { IsBusy = true };

    public static PartAnswer From(PartReceipt receipt)
    {
        var known = receipt.Known.OrderBy(call => call.Call).ToArray();
        var runs = known.Select(call => call.Run).Distinct().ToArray();
        return new()
        {
            Known = [.. known.Select(call => call.Call)],
            KnownFacts = [.. known.Select(call => call.Facts)],
            KnownRun = [.. known.Select(call => Array.IndexOf(runs, call.Run))],
            Runs = runs,
            Amount = receipt.Amount,
            Tokens = receipt.Tokens,
            Version = receipt.Version,
        };
    }

    /// <param name="calls">How many calls the part had.</param>
    /// <exception cref="LedgerException">The message contradicts itself.</exception>
    public PartReceipt ToReceipt(int calls)
    {
        WrongMessage.Unless(KnownFacts.Length == Known.Length && KnownRun.Length == Known.Length,
            "the columns of known calls differ in length");
        var known = new KnownCall[Known.Length];
        for (int index = 0, last = -1; index < known.Length; last = Known[index++])
        {
            WrongMessage.Unless(Known[index] > last && Known[index] < calls, $"call {Known[index]} of {calls} is known");
            WrongMessage.Unless(KnownRun[index] >= 0 && KnownRun[index] < Runs.Length,
                $"a known call has run {KnownRun[index]} of {Runs.Length}");
            known[index] = new(Known[index], KnownFacts[index], Runs[KnownRun[index]]);
        }
        return new() { Known = known, Amount = Amount, Tokens = Tokens, Version = Version };
    }
}
