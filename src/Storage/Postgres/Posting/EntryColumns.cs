using System.Numerics;
using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Storage.Posting;
using Npgsql;
using NpgsqlTypes;

namespace Accounting.Storage.Postgres.Posting;

/// <summary>The entries of one posting, which are added together.</summary>
internal sealed class EntryColumns
{
    private const string PostingSql =
        """
        INSERT INTO postings (run, kind, input, posted_at, price_version, reason, entries, old_price_version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id
        """;
    private const string EntriesSql = "COPY entries (posting, key, calls, unpriced_calls, quantities, amount, reported_cost) FROM STDIN (FORMAT binary)";

    private readonly List<(long Key, long Calls, long UnpricedCalls, byte[] Quantities, Money? Amount, Money? Reported)> _rows = [];

    public int Count => _rows.Count;

    public void Add(long key, long calls, long unpricedCalls, byte[] quantities, Money? amount, Money? reported) =>
        _rows.Add((key, calls, unpricedCalls, quantities, amount, reported));

    /// <summary>Adds a posting and its entries, in the order in which they were added here.</summary>
    public void Insert(PostgresSession session, in PostingHeader header)
    {
        var posting = session.Single<long>(PostingSql,
            header.Run, (short)header.Kind, header.Input, header.PostedAt, header.PriceVersion, header.Reason, (long)Count, header.OldPriceVersion)!.Value;
        session.Copy(EntriesSql, Count, (import, index) =>
        {
            var row = _rows[index];
            import.Write(posting, NpgsqlDbType.Bigint);
            import.Write(row.Key, NpgsqlDbType.Bigint);
            import.Write(row.Calls, NpgsqlDbType.Bigint);
            import.Write(row.UnpricedCalls, NpgsqlDbType.Bigint);
            import.Write(row.Quantities, NpgsqlDbType.Bytea);
            Write(import, row.Amount);
            Write(import, row.Reported);
        });
    }

    private static void Write(NpgsqlBinaryImporter import, Money? money)
    {
        if (money is { } value) import.Write((BigInteger)value.Units, NpgsqlDbType.Numeric);
        else import.WriteNull();
    }
}

/// <summary>What the entries of a posting have in common.</summary>
internal readonly record struct PostingHeader(int Run, EntryKind Kind, int? Input, long PostedAt, string PriceVersion, string? Reason)
{
    /// <summary>The version that an adjustment is from; null where it is none.</summary>
    public string? OldPriceVersion { get; init; }
}
