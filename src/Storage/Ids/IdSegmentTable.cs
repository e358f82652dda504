using Accounting.Core.Ledger;
using Accounting.Storage.Sqlite;

namespace Accounting.Storage.Ids;

/// <summary>Segments, their pages and their filters as rows. A page's number is its segment's and its bucket's together.</summary>
internal sealed class IdSegmentTable(Database database)
{
    private const int LocalBits = 32;

    private readonly Statement _findPage = database.Prepare("SELECT data FROM id_pages WHERE id = ?1");
    private readonly Statement _readPages = database.Prepare("SELECT data FROM id_pages WHERE id BETWEEN ?1 AND ?2");
    private readonly Statement _addPage = database.Prepare("INSERT INTO id_pages (id, data) VALUES (?1, ?2)");
    private readonly Statement _addFilter = database.Prepare("INSERT INTO id_filters (id, blocks) VALUES (?1, ?2)");

    public long NextId() => database.Scalar("SELECT coalesce(max(id), 0) + 1 FROM id_segments");

    public void Add(IdSegment segment) => database
        .Prepare("INSERT INTO id_segments (id, bucket_bits, range_bits, ids, from_prefix, to_prefix, output) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
        .Bind(1, segment.Id).Bind(2, segment.BucketBits).Bind(3, segment.RangeBits).Bind(4, segment.Ids).Bind(5, segment.From).Bind(6, segment.To).Bind(7, segment.Output).Run();

    public void Update(IdSegment segment) => database
        .Prepare("UPDATE id_segments SET ids = ?2, from_prefix = ?3, to_prefix = ?4, output = ?5 WHERE id = ?1")
        .Bind(1, segment.Id).Bind(2, segment.Ids).Bind(3, segment.From).Bind(4, segment.To).Bind(5, segment.Output).Run();

    public void Remove(IdSegment segment) => database.Prepare("DELETE FROM id_segments WHERE id = ?1").Bind(1, segment.Id).Run();

    /// <summary>Finds an id that no voided run posted in the page that it belongs to.</summary>
    public bool TryFind(IdSegment segment, in CallId id, HashSet<int> voided, out StoredCall call)
    {
        call = default;
        _findPage.Bind(1, RowOf(segment, segment.BucketOf(StoredId.PrefixOf(id))));
        var found = _findPage.Step() && IdPage.TryFind(_findPage.Blob(0), id, voided, out call);
        _findPage.Reset(); // An open row would keep the log from being written back.
        return found;
    }

    /// <summary>The pages of buckets <paramref name="first"/> to <paramref name="last"/>: step and read column 0, then reset.</summary>
    public Statement ReadPages(IdSegment segment, int first, int last) => _readPages.Reset().Bind(1, RowOf(segment, first)).Bind(2, RowOf(segment, last));

    public void AddPage(IdSegment segment, int bucket, ReadOnlySpan<byte> page) => _addPage.Reset().Bind(1, RowOf(segment, bucket)).Bind(2, page).Run();

    public void AddFilter(IdSegment segment, int range, in IdFilter filter) =>
        _addFilter.Reset().Bind(1, RowOf(segment, range)).Bind(2, filter.Bytes).Run();

    /// <summary>Removes what a merge has taken out: all buckets and ranges that end at or before <see cref="IdSegment.From"/>.</summary>
    public void RemoveBelow(IdSegment segment)
    {
        Remove("DELETE FROM id_pages WHERE id BETWEEN ?1 AND ?2", segment, segment.From >> (StoredId.PrefixBits - segment.BucketBits));
        var ranges = segment.From >> (StoredId.PrefixBits - segment.RangeBits);
        Remove("DELETE FROM id_filters WHERE id BETWEEN ?1 AND ?2", segment, ranges);
        for (var range = (int)ranges - 1; range >= 0 && !segment.Filters[range].IsEmpty; range--) segment.Filters[range] = default;
    }

    /// <summary>All segments, oldest first, with their filters.</summary>
    public List<IdSegment> Load()
    {
        var segments = new List<IdSegment>();
        var rows = database.Prepare("SELECT id, bucket_bits, range_bits, ids, from_prefix, to_prefix, output FROM id_segments ORDER BY id");
        while (rows.Step())
        {
            segments.Add(new(rows.Int64(0), rows.Int32(1), rows.Int32(2)) { Ids = rows.Int64(3), From = rows.Int64(4), To = rows.Int64(5), Output = rows.Int64(6) });
        }
        rows.Reset();
        LoadFilters(segments.ToDictionary(segment => segment.Id));
        return segments;
    }

    private void LoadFilters(Dictionary<long, IdSegment> segments)
    {
        var rows = database.Prepare("SELECT id, blocks FROM id_filters ORDER BY id");
        while (rows.Step())
        {
            var row = rows.Int64(0);
            segments[row >> LocalBits].Filters[(int)(row & uint.MaxValue)] = IdFilter.FromBytes(rows.Blob(1));
        }
        rows.Reset();
    }

    private void Remove(string sql, IdSegment segment, long below)
    {
        if (below > 0) database.Prepare(sql).Bind(1, RowOf(segment, 0)).Bind(2, RowOf(segment, (int)(below - 1))).Run();
    }

    private static long RowOf(IdSegment segment, int local) => (segment.Id << LocalBits) | (uint)local;
}
