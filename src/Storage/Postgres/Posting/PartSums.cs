using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Parts;
using Accounting.Core.Pricing;
using Accounting.Storage.Posting;
using Accounting.Storage.Runs;

namespace Accounting.Storage.Postgres.Posting;

/// <summary>The accepted calls of one part, summed by key and charged. Pure.</summary>
internal sealed class PartSums
{
    private readonly SpendPart _part;
    private readonly ChunkRates _rates = new();
    private readonly CallSums _sums = new();

    private PartSums(SpendPart part) => _part = part;

    public Money Amount { get; private set; }

    public long Tokens { get; private set; }

    /// <summary>How many entries the part adds.</summary>
    public int Entries { get; private set; }

    /// <summary>The input of the accepted calls where they are all of one, else null.</summary>
    public int? Input { get; private set; }

    public static PartSums Of(SpendPart part, PartFates fates, in OpenRun run, IPriceList prices)
    {
        var sums = new PartSums(part);
        sums._rates.Reset(part.Keys.Count);
        sums._sums.Reset(part.Keys.Count * ChunkRates.SumsOfAKey);
        var accepted = 0;
        for (var index = 0; index < part.Calls.Count; index++)
        {
            if (!fates.IsAccepted(index)) continue;
            var call = part.Calls[index];
            sums.Input = accepted++ == 0 || sums.Input == call.Input ? call.Input : null;
            var quantities = part.QuantitiesOf(call);
            sums._sums.Add(quantities, call.ReportedCost, sums._rates.SumOf(part.Keys[call.Key], call.Key, quantities, prices, run.UndatedAt));
        }
        return sums;
    }

    /// <summary>Adds the part's entries to <paramref name="entries"/>; answers the lines that they add where they are asked for.</summary>
    public List<LedgerLine> Charge(PartNumbers numbers, EntryColumns entries, bool withLines)
    {
        var lines = new List<LedgerLine>();
        for (var key = 0; key < _part.Keys.Count; key++)
        {
            var line = default(LedgerLine);
            for (var sum = key * ChunkRates.SumsOfAKey; sum < (key + 1) * ChunkRates.SumsOfAKey; sum++)
            {
                if (_sums.Calls(sum) == 0) continue;
                var amount = ChargeSum(numbers.Keys[key], sum, entries);
                if (withLines) line = Add(line, _part.Keys[key], sum, amount);
            }
            if (line is not null) lines.Add(line);
        }
        return lines;
    }

    private Money? ChargeSum(long key, int sum, EntryColumns entries)
    {
        var byMeter = _sums.ByMeter(sum);
        var amount = _rates.Charge(sum, byMeter);
        var calls = _sums.Calls(sum);
        Span<byte> quantities = stackalloc byte[QuantityBlob.BytesMax];
        var length = QuantityBlob.Write(byMeter, negate: false, quantities);
        entries.Add(key, calls, amount is null ? calls : 0, quantities[..length].ToArray(), amount, _sums.Reported(sum));
        Amount += amount ?? Money.Zero;
        Tokens += MeterSums.Tokens(byMeter);
        Entries++;
        return amount;
    }

    // The priced and the unpriced calls of a key are two entries and one line.
    private LedgerLine Add(LedgerLine? line, EntryKey key, int sum, Money? amount)
    {
        var calls = _sums.Calls(sum);
        var byMeter = _sums.ByMeter(sum).ToArray();
        foreach (var quantity in line?.Quantities ?? []) byMeter[(int)quantity.Meter] += quantity.Amount;
        return new(key, (line?.Calls ?? 0) + calls, MeterSums.ToQuantities(byMeter), Sum(line?.Amount, amount), Sum(line?.ReportedCost, _sums.Reported(sum)))
        {
            UnpricedCalls = (line?.UnpricedCalls ?? 0) + (amount is null ? calls : 0),
        };
    }

    private static Money? Sum(Money? left, Money? right) => left is { } a && right is { } b ? a + b : left ?? right;
}
