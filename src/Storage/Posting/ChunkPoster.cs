using System.Runtime.InteropServices;
using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Pricing;
using Accounting.Core.Usage;
using Accounting.Storage.Ids;
using Accounting.Storage.Runs;
using Accounting.Storage.Sqlite;

namespace Accounting.Storage.Posting;

/// <summary>Posts one chunk within the caller's transaction.</summary>
internal sealed class ChunkPoster(Database database, RunTable runs, KeyTable keys, EntryTable entries, IdIndex ids)
{
    private readonly CallSums _sums = new();
    private readonly ChunkRates _rates = new();
    private readonly Dictionary<CallId, ulong> _accepted = [];
    private readonly List<QuarantinedRecord> _conflicts = [];

    public ChunkReceipt Post(string runName, ChunkPosting posting, IPriceList prices, long postedAt)
    {
        var run = runs.RequireOpen(runName);
        LedgerRules.RequirePinned(run, prices);
        var input = runs.RequireNext(run, posting);
        var counts = Classify(run, posting, prices, input.Uri);
        LedgerRules.RequireConserved(input.Uri, counts);
        var charged = Charge(run, posting, prices, postedAt);
        Quarantine(run.Id, posting);
        ids.Add(_accepted, run.Id);
        runs.Advance(run.Id, posting, counts);
        return new(counts, charged.Amount, charged.Tokens);
    }

    private RecordCounts Classify(OpenRun run, ChunkPosting posting, IPriceList prices, string uri)
    {
        _rates.Reset(posting.Keys.Count);
        _sums.Reset(posting.Keys.Count * ChunkRates.SumsOfAKey);
        _accepted.Clear();
        _conflicts.Clear();
        long duplicates = 0;
        foreach (ref readonly var call in CollectionsMarshal.AsSpan(posting.Calls))
        {
            if (!TryFind(call.Id, out var facts, out var postedBy))
            {
                _accepted.Add(call.Id, call.Facts);
                var quantities = posting.QuantitiesOf(call);
                _sums.Add(quantities, call.ReportedCost, _rates.SumOf(posting.Keys[call.Key], call.Key, quantities, prices, run.UndatedAt));
            }
            else if (facts == call.Facts)
            {
                duplicates++;
            }
            else
            {
                _conflicts.Add(ConflictingRecord.Of(posting, call, postedBy is { } number ? $"run {runs.NameOf(number)}" : $"this run, earlier in the same chunk of {uri}"));
            }
        }
        return new(posting.Read, _accepted.Count, posting.NotBillable, duplicates, _conflicts.Count, posting.Rejected.Count);
    }

    // The first of two copies wins, in record order: those of this chunk are looked at like those of the ledger.
    private bool TryFind(CallId id, out ulong facts, out int? run)
    {
        run = null;
        if (_accepted.TryGetValue(id, out facts)) return true;
        if (!ids.TryFind(id, out var stored)) return false;
        (facts, run) = (stored.Facts, stored.Run);
        return true;
    }

    private (Money Amount, long Tokens) Charge(OpenRun run, ChunkPosting posting, IPriceList prices, long postedAt)
    {
        var sums = posting.Keys.Count * ChunkRates.SumsOfAKey;
        var charged = 0;
        for (var sum = 0; sum < sums; sum++)
            if (_sums.Calls(sum) > 0) charged++;
        if (charged == 0) return default;
        var header = new PostingRow(
            entries.NextPosting(), run.Id, EntryKind.Charge, posting.InputOrdinal, postedAt, prices.Version, null, entries.NextEntry(), charged);
        entries.AddPosting(header);
        var total = Money.Zero;
        long tokens = 0;
        var next = header.FirstEntry;
        for (var sum = 0; sum < sums; sum++)
        {
            if (_sums.Calls(sum) == 0) continue;
            total += ChargeSum(posting.Keys[sum / ChunkRates.SumsOfAKey], sum, header.Id, next++) ?? Money.Zero;
            tokens += MeterSums.Tokens(_sums.ByMeter(sum));
        }
        return (total, tokens);
    }

    private Money? ChargeSum(EntryKey key, int sum, long posting, long id)
    {
        var byMeter = _sums.ByMeter(sum);
        var amount = _rates.Charge(sum, byMeter);
        var calls = _sums.Calls(sum);
        Span<byte> quantities = stackalloc byte[QuantityBlob.BytesMax];
        var length = QuantityBlob.Write(byMeter, negate: false, quantities);
        entries.AddEntry(new(id, posting, keys.IdOf(key), calls, amount is null ? calls : 0, amount, _sums.Reported(sum)), quantities[..length]);
        return amount;
    }

    private void Quarantine(int run, ChunkPosting posting)
    {
        foreach (var record in posting.Rejected.Concat(_conflicts).OrderBy(record => record.Row).ThenBy(record => record.Offset))
            QuarantineTable.Add(database, run, posting.InputOrdinal, record);
    }
}
