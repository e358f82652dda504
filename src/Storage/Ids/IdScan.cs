using System.Globalization;
using Accounting.Storage.Sqlite;

namespace Accounting.Storage.Ids;

/// <summary>Reads the whole id index, for verification.</summary>
internal static class IdScan
{
    private const string SelectPages =
        "SELECT p.id, p.data, s.bucket_bits, s.from_prefix, s.to_prefix FROM id_pages p LEFT JOIN id_segments s ON s.id = p.id >> 32 ORDER BY p.id";

    /// <summary>How many ids each run that is not voided has in the index, and how many ids voided runs have left there.</summary>
    public static (Dictionary<int, long> Live, long Freed) Count(Database database)
    {
        var voided = new HashSet<int>();
        var runs = database.Prepare("SELECT id FROM runs WHERE state = 2");
        while (runs.Step()) voided.Add(runs.Int32(0));
        runs.Reset();
        var live = new Dictionary<int, long>();
        var freed = 0L;
        var rows = database.Prepare(SelectPages);
        while (rows.Step())
        {
            for (var page = rows.Blob(1); page.Length >= IdPage.RecordBytes; page = page[IdPage.RecordBytes..])
            {
                var stored = IdPage.Read(page);
                var prefix = StoredId.PrefixOf(stored.Id);
                if (prefix < rows.Int64(3) || prefix >= rows.Int64(4)) continue;
                if (voided.Contains(stored.Run)) freed++;
                else live[stored.Run] = live.GetValueOrDefault(stored.Run) + 1;
            }
        }
        rows.Reset();
        return (live, freed);
    }

    /// <summary>One sentence for each page that cannot be right.</summary>
    public static List<string> Problems(Database database)
    {
        var problems = new List<string>();
        var rows = database.Prepare(SelectPages);
        while (rows.Step())
        {
            if (ProblemOf(rows) is { } problem) problems.Add(string.Create(CultureInfo.InvariantCulture, $"Page {rows.Int64(0)} of the id index {problem}."));
        }
        rows.Reset();
        return problems;
    }

    private static string? ProblemOf(Statement row)
    {
        if (row.IsNull(2)) return "belongs to no segment";
        var page = row.Blob(1);
        if (page.Length % IdPage.RecordBytes != 0) return "ends within a record";
        var bucket = row.Int64(0) & uint.MaxValue;
        for (; page.Length > 0; page = page[IdPage.RecordBytes..])
            if ((long)StoredId.PrefixOf(IdPage.Read(page).Id) >> (StoredId.PrefixBits - row.Int32(2)) != bucket) return "holds an id of another bucket";
        return null;
    }
}
