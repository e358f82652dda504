using Accounting.Core.Ledger;
using Accounting.Core.Pricing;
using Accounting.Storage.Runs;

namespace Accounting.Storage.Posting;

/// <summary>What a ledger refuses, whatever it is stored in.</summary>
internal static class LedgerRules
{
    public static void RequirePinned(in OpenRun run, IPriceList prices)
    {
        if (prices.Digest == run.PriceDigest) return;
        throw Refused($"Run {run.Name} is pinned to cost map {run.PriceVersion} ({run.PriceDigest}), but was given {prices.Version} ({prices.Digest}). "
            + "A run is priced with one map: load the pinned one.");
    }

    public static void RequireConserved(string uri, in RecordCounts counts)
    {
        if (counts.IsConserved) return;
        throw Refused($"A chunk of {uri} is not conserved: {counts.Read} records read, but {counts.Accepted} accepted + {counts.NotBillable} not billable + "
            + $"{counts.Duplicate} duplicate + {counts.Conflicting} conflicting + {counts.Rejected} rejected. "
            + "Nothing of it was posted. This is a fault of the program: please report it.");
    }

    /// <summary>Checks that a chunk is the next one of its run: chunks are posted in plan order, each once.</summary>
    public static void RequireNext(string run, in OpenInput next, ChunkPosting posting)
    {
        if (next.Ordinal != posting.InputOrdinal)
        {
            throw Refused($"Run {run} goes on with input {next.Ordinal} ({next.Uri}); a chunk of input {posting.InputOrdinal} was offered. "
                + "Chunks are posted in plan order, each once.");
        }
        var stored = next.Next;
        var ahead = posting.Next.Offset > stored.Offset || (posting.Next.Offset == stored.Offset && posting.EndOfInput);
        if (!ahead || posting.Next.Row < stored.Row)
        {
            throw Refused($"{next.Uri} is posted up to offset {stored.Offset}, row {stored.Row}; a chunk that ends at offset {posting.Next.Offset}, row {posting.Next.Row} "
                + "was offered. Go on from the stored position.");
        }
        foreach (var call in posting.Calls)
        {
            if (call.Record.Offset < stored.Offset)
            {
                throw Refused($"{next.Uri} is posted up to offset {stored.Offset}; a chunk with a record at offset {call.Record.Offset} was offered. "
                    + "Go on from the stored position.");
            }
        }
    }

    public static LedgerException NoInputLeft(string run, int input) =>
        Refused($"All inputs of run {run} are done or skipped; a chunk of input {input} was offered. It has been posted before, or is none of the plan.");

    public static void RequireUnfinished(string run, RunState state)
    {
        if (state == RunState.Unfinished) return;
        var word = state == RunState.Finished ? "finished" : "voided";
        throw Refused($"Run {run} is {word}: nothing can be posted to it. Bill the inputs again in a new run.");
    }

    public static void RequireNoneOpen(string run, long open)
    {
        if (open > 0) throw Refused($"Run {run} cannot be finished: {open} of its inputs are neither done nor skipped. Run the same command again: it goes on with them.");
    }

    public static void RequireNotVoided(string run, RunState state)
    {
        if (state == RunState.Voided) throw Refused($"Run {run} has been voided already; nothing was changed. `accounting runs show {run}` gives the reason.");
    }

    public static void RequireReason(string run, string reason)
    {
        if (string.IsNullOrWhiteSpace(reason))
            throw Refused($"Run {run} cannot be voided without a reason; nothing was changed. Say why with --reason: it stays in the ledger.");
    }

    public static LedgerException UnknownRun(string run) => Refused($"There is no run {run} in this ledger. `accounting runs list` names them.");

    public static LedgerException DoesNotFit(string ledger, OverflowException exception) => new(LedgerFault.Refused,
        $"A sum for the ledger {ledger} does not fit: a record's quantities or costs are out of all bounds. Nothing of this step was stored. "
        + "Find the records (quantities of a quadrillion, or costs of a trillion USD) and take them out of the input.", exception);

    public static LedgerException OtherDigest(StoredPriceMap stored, string digest, string ledger) => Refused(
        $"Cost map {stored.Version} is stored in {ledger} with digest {stored.Digest}; it cannot be stored again with {digest}. "
        + "A version is never changed: give the new map a new version.");

    public static InvalidOperationException OpenedForQueries() => new("The ledger was opened for queries only; open it with LedgerAccess.ReadWrite or Create.");

    public static LedgerException Refused(string message) => new(LedgerFault.Refused, message);
}
