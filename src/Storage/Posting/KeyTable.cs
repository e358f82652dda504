using Accounting.Core.Ledger;
using Accounting.Core.Usage;
using Accounting.Storage.Sqlite;

namespace Accounting.Storage.Posting;

/// <summary>The table of entry keys: each key has one number, however many entries name it.</summary>
internal sealed class KeyTable(Database database)
{
    // A key takes some 300 bytes in memory: 20 MB at most. A nightly run of a few thousand tenants fits.
    private const int CachedKeysMax = 65_536;

    private const string Columns = Schema.KeyColumns;
    private const string InsertSql = $"INSERT INTO keys ({Columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)";
    private const string FindSql = $"SELECT id FROM keys WHERE ({Columns}) = (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)";

    private readonly Dictionary<EntryKey, long> _ids = [];

    /// <summary>The key's number; a new key is stored.</summary>
    public long IdOf(EntryKey key)
    {
        if (_ids.TryGetValue(key, out var id)) return id;
        var found = Bind(database.Prepare(FindSql), key);
        if (found.Step())
        {
            id = found.Int64(0);
            found.Reset();
        }
        else
        {
            Bind(database.Prepare(InsertSql), key).Run();
            id = database.LastInsertId;
        }
        if (_ids.Count >= CachedKeysMax) _ids.Clear();
        _ids.Add(key, id);
        return id;
    }

    /// <summary>Forgets what was remembered: a transaction was rolled back.</summary>
    public void Forget() => _ids.Clear();

    /// <summary>The key in a row whose columns from <paramref name="first"/> on are <see cref="Schema.KeyColumns"/>.</summary>
    public static EntryKey Read(Statement row, int first, TextPool texts) => new()
    {
        Tenant = texts.Get(row.Blob(first)),
        Provider = texts.Get(row.Blob(first + 1)),
        ResponseModel = texts.Get(row.Blob(first + 2)),
        RequestedModel = texts.Get(row.Blob(first + 3)),
        CallType = texts.Get(row.Blob(first + 4)),
        Slot = new(row.Int32(first + 5)),
        InputBand = new((byte)row.Int64(first + 6)),
        OutputBand = new((byte)row.Int64(first + 7)),
        ServiceTier = texts.Get(row.Blob(first + 8)),
        Batch = row.Bool(first + 9),
        Speed = texts.Get(row.Blob(first + 10)),
        Region = texts.Get(row.Blob(first + 11)),
        Residency = texts.Get(row.Blob(first + 12)),
        ImageSize = texts.Get(row.Blob(first + 13)),
        ImageQuality = texts.Get(row.Blob(first + 14)),
        Source = (UsageSource)row.Int64(first + 15),
    };

    private static Statement Bind(Statement statement, EntryKey key) => statement
        .Bind(1, key.Tenant).Bind(2, key.Provider).Bind(3, key.ResponseModel).Bind(4, key.RequestedModel).Bind(5, key.CallType)
        .Bind(6, key.Slot.Index).Bind(7, key.InputBand.Index).Bind(8, key.OutputBand.Index).Bind(9, key.ServiceTier).Bind(10, key.Batch)
        .Bind(11, key.Speed).Bind(12, key.Region).Bind(13, key.Residency).Bind(14, key.ImageSize).Bind(15, key.ImageQuality).Bind(16, (long)key.Source);
}
