using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Storage.Sqlite;

namespace Accounting.Storage.Posting;

/// <summary>Adds postings and their entries. Nothing here changes or removes one.</summary>
internal sealed class EntryTable(Database database)
{
    private const string InsertPosting =
        "INSERT INTO postings (id, run, kind, input, posted_at, price_version, old_price_version, reason, first_entry, entries) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    private const string InsertEntry =
        "INSERT INTO entries (id, posting, key, calls, unpriced_calls, quantities, amount, reported_cost) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";

    public long NextPosting() => database.Scalar("SELECT coalesce(max(id), 0) + 1 FROM postings");

    public long NextEntry() => database.Scalar("SELECT coalesce(max(id), 0) + 1 FROM entries");

    public void AddPosting(in PostingRow posting) => database.Prepare(InsertPosting)
        .Bind(1, posting.Id).Bind(2, posting.Run).Bind(3, (long)posting.Kind).Bind(4, posting.Input).Bind(5, posting.PostedAt)
        .Bind(6, posting.PriceVersion).Bind(7, posting.OldPriceVersion).Bind(8, posting.Reason).Bind(9, posting.FirstEntry).Bind(10, posting.Entries).Run();

    public void AddEntry(in EntryRow entry, ReadOnlySpan<byte> quantities)
    {
        Span<byte> amount = stackalloc byte[MoneyBlob.Bytes];
        Span<byte> reported = stackalloc byte[MoneyBlob.Bytes];
        var insert = database.Prepare(InsertEntry)
            .Bind(1, entry.Id).Bind(2, entry.Posting).Bind(3, entry.Key).Bind(4, entry.Calls).Bind(5, entry.UnpricedCalls).Bind(6, quantities);
        BindMoney(insert, 7, entry.Amount, amount);
        BindMoney(insert, 8, entry.ReportedCost, reported);
        insert.Run();
    }

    private static void BindMoney(Statement statement, int parameter, Money? money, Span<byte> buffer)
    {
        if (money is { } value)
        {
            MoneyBlob.Write(value, buffer);
            statement.Bind(parameter, buffer);
        }
        else
        {
            statement.BindNull(parameter);
        }
    }
}

/// <summary>What the entries of one transaction have in common.</summary>
internal readonly record struct PostingRow(
    long Id, long Run, EntryKind Kind, long? Input, long PostedAt, string PriceVersion, string? Reason, long FirstEntry, long Entries)
{
    /// <summary>The version that an adjustment is from; null where it is none.</summary>
    public string? OldPriceVersion { get; init; }
}

/// <summary>One entry. <paramref name="UnpricedCalls"/>: how many calls more have no amount; entries with an amount have 0, reversals take off what they reverse.</summary>
internal readonly record struct EntryRow(long Id, long Posting, long Key, long Calls, long UnpricedCalls, Money? Amount, Money? ReportedCost);
