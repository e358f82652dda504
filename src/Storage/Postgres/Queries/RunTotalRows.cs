using System.Runtime.InteropServices;
using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Parts;
using Accounting.Core.Usage;
using Accounting.Storage.Queries;

namespace Accounting.Storage.Postgres.Queries;

/// <summary>
/// What a run posted, by tenant and model. A run of many tenants has about as many keys as calls: reading them, in order, costs as much as
/// posting them.
/// </summary>
internal static class RunTotalRows
{
    private const string EntriesSql =
        """
        SELECT k.head, k.slot, e.calls, e.unpriced_calls, e.quantities, e.amount, e.reported_cost FROM entries e JOIN keys k ON k.id = e.key
        WHERE e.posting IN (SELECT id FROM postings WHERE run = (SELECT id FROM runs WHERE name = $1))
        """;
    private const string HeadsSql = "SELECT id, tenant, model FROM spend_heads WHERE id = ANY ($1)";

    // The lines of a head: with a time or without, priced or not.
    private const int LinesOfAHead = 4;

    /// <summary>In no order.</summary>
    public static List<LedgerLine> Read(PostgresSession session, string run)
    {
        var (sums, heads) = (new LineSums(), new Dictionary<long, int>());
        using (var rows = session.Read(EntriesSql, run))
        {
            while (rows.Read())
            {
                var unpriced = rows.GetInt64(3);
                ref var head = ref CollectionsMarshal.GetValueRefOrAddDefault(heads, rows.GetInt64(0), out var isKnown);
                if (!isKnown) head = heads.Count - 1;
                var place = (head * LinesOfAHead) + (rows.GetInt32(1) == Slot.Undated.Index ? 2 : 0) + (unpriced == 0 ? 0 : 1);
                sums.Add(place, rows.GetInt64(2), unpriced, rows.GetFieldValue<byte[]>(4), rows.MoneyOrNull(5), rows.MoneyOrNull(6));
            }
        }
        var lines = new List<LedgerLine>(heads.Count);
        using var names = session.Read(HeadsSql, heads.Keys.ToArray());
        while (names.Read()) AddLines(lines, sums, heads[names.GetInt64(0)], new(names.Text(1), names.Text(2)));
        return lines;
    }

    private static void AddLines(List<LedgerLine> lines, LineSums sums, int head, SpendKey key)
    {
        for (var line = 0; line < LinesOfAHead; line++)
        {
            var place = (head * LinesOfAHead) + line;
            var entryKey = new EntryKey { Tenant = key.Tenant, ResponseModel = key.Model, Slot = line < 2 ? default : Slot.Undated };
            if (sums.Has(place) && sums.Line(place, entryKey) is { } sum) lines.Add(sum);
        }
    }
}
