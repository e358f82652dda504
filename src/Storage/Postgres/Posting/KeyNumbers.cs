using System.Collections.Concurrent;
using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Parts;
using Npgsql;
using NpgsqlTypes;

namespace Accounting.Storage.Postgres.Posting;

/// <summary>
/// The numbers of entry keys and spend keys. New ones are stored in a transaction of their own before the posting that needs them: rows
/// that nothing names yet do no harm, no posting waits for another one's new keys, and what is remembered here stays true when a posting is
/// rolled back. Thread-safe.
/// </summary>
internal sealed class KeyNumbers(PostgresDatabase database)
{
    // A key takes some 300 bytes in memory: 20 MB at most. A nightly run of a few thousand tenants fits.
    private const int CachedKeysMax = 65_536;

    private const string FindHeads = "SELECT identity, id FROM spend_heads WHERE identity = ANY ($1)";
    private const string InsertHeads =
        "INSERT INTO spend_heads (identity, tenant, model) SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[]) ON CONFLICT DO NOTHING";
    private const string FindKeys = "SELECT identity, id FROM keys WHERE identity = ANY ($1)";
    private const string CopyKeys = $"COPY keys (identity, head, {PostgresTables.KeyColumns}) FROM STDIN (FORMAT binary)";
    private const string InsertKeys =
        $"""
        INSERT INTO keys (identity, head, {PostgresTables.KeyColumns})
        SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[], $9::smallint[], $10::smallint[], $11::text[],
          $12::boolean[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::smallint[]) ON CONFLICT DO NOTHING
        """;

    private readonly ConcurrentDictionary<EntryKey, long> _keys = new();
    private readonly ConcurrentDictionary<SpendKey, long> _heads = new();

    /// <summary>The numbers of all keys of some parts; new keys are stored, and stay stored.</summary>
    public PartNumbers[] Of(IReadOnlyList<SpendPart> parts)
    {
        var heads = new Dictionary<SpendKey, long>();
        var keys = new Dictionary<EntryKey, long>();
        foreach (var part in parts)
        {
            heads[part.Key] = _heads.GetValueOrDefault(part.Key);
            foreach (var key in part.Keys) keys[key] = _keys.GetValueOrDefault(key);
        }
        if (heads.ContainsValue(0) || keys.ContainsValue(0)) Complete(heads, keys);
        return [.. parts.Select(part => new PartNumbers(heads[part.Key], [.. part.Keys.Select(key => keys[key])]))];
    }

    private void Complete(Dictionary<SpendKey, long> heads, Dictionary<EntryKey, long> keys)
    {
        // An attempt that fails is done again from here on: nothing is remembered before the commit.
        var (headNumbers, keyNumbers) = database.Transact(session =>
        {
            // They are remembered for as long as this process lives: they must be on the disk, however the server is set.
            session.Execute("SET LOCAL synchronous_commit = on");
            session.Execute("SET LOCAL enable_seqscan = off");
            var newHeads = heads.Where(head => head.Value == 0).ToDictionary(head => KeyIdentity.Of(head.Key), head => head.Key);
            var foundHeads = Find(session, newHeads, FindHeads, AddHeads);
            long HeadOf(EntryKey key) => SpendKey.Of(key) is var spend && foundHeads.TryGetValue(spend, out var number) ? number : heads[spend];
            var newKeys = keys.Where(key => key.Value == 0).ToDictionary(key => KeyIdentity.Of(key.Key), key => key.Key);
            var foundKeys = Find(session, newKeys, FindKeys, (inside, missing) => AddKeys(inside, missing, HeadOf));
            return (foundHeads, foundKeys);
        });
        Remember(_heads, heads, headNumbers);
        Remember(_keys, keys, keyNumbers);
    }

    private static Dictionary<TKey, long> Find<TKey>(
        PostgresSession session, Dictionary<Guid, TKey> wanted, string find, Action<PostgresSession, KeyValuePair<Guid, TKey>[]> add) where TKey : notnull
    {
        var found = new Dictionary<TKey, long>();
        if (wanted.Count == 0) return found;
        Read(session, find, wanted, found);
        if (found.Count == wanted.Count) return found;
        // In one order, so that two writers with the same new keys wait for each other and do not lock up.
        add(session, [.. wanted.Where(item => !found.ContainsKey(item.Value)).OrderBy(item => item.Key)]);
        Read(session, find, wanted, found);
        return found;
    }

    private static void Read<TKey>(PostgresSession session, string find, Dictionary<Guid, TKey> wanted, Dictionary<TKey, long> found) where TKey : notnull
    {
        using var rows = session.Read(find, wanted.Keys.ToArray());
        while (rows.Read()) found[wanted[rows.GetGuid(0)]] = rows.GetInt64(1);
    }

    private static void AddHeads(PostgresSession session, KeyValuePair<Guid, SpendKey>[] missing) => session.Execute(InsertHeads,
        missing.Select(item => item.Key).ToArray(), missing.Select(item => item.Value.Tenant).ToArray(), missing.Select(item => item.Value.Model).ToArray());

    // Another writer may add one of them in between: then the transaction fails and is done again, with the slower statement.
    private static void AddKeys(PostgresSession session, KeyValuePair<Guid, EntryKey>[] missing, Func<EntryKey, long> headOf)
    {
        if (!session.IsRepeated)
        {
            session.Copy(CopyKeys, missing.Length, (import, row) => Write(import, missing[row].Key, headOf(missing[row].Value), missing[row].Value));
            return;
        }
        T[] Column<T>(Func<EntryKey, T> value) => Array.ConvertAll(missing, item => value(item.Value));
        session.Execute(InsertKeys, Array.ConvertAll(missing, item => item.Key), Column(headOf),
            Column(key => key.Tenant), Column(key => key.Provider), Column(key => key.ResponseModel), Column(key => key.RequestedModel), Column(key => key.CallType),
            Column(key => key.Slot.Index), Column(key => (short)key.InputBand.Index), Column(key => (short)key.OutputBand.Index), Column(key => key.ServiceTier),
            Column(key => key.Batch), Column(key => key.Speed), Column(key => key.Region), Column(key => key.Residency), Column(key => key.ImageSize),
            Column(key => key.ImageQuality), Column(key => (short)key.Source));
    }

    private static void Write(NpgsqlBinaryImporter import, Guid identity, long head, EntryKey key)
    {
        import.Write(identity, NpgsqlDbType.Uuid);
        import.Write(head, NpgsqlDbType.Bigint);
        foreach (var text in (ReadOnlySpan<string>)[key.Tenant, key.Provider, key.ResponseModel, key.RequestedModel, key.CallType]) Write(import, text);
        import.Write(key.Slot.Index, NpgsqlDbType.Integer);
        import.Write((short)key.InputBand.Index, NpgsqlDbType.Smallint);
        import.Write((short)key.OutputBand.Index, NpgsqlDbType.Smallint);
        Write(import, key.ServiceTier);
        import.Write(key.Batch, NpgsqlDbType.Boolean);
        foreach (var text in (ReadOnlySpan<string>)[key.Speed, key.Region, key.Residency, key.ImageSize, key.ImageQuality]) Write(import, text);
        import.Write((short)key.Source, NpgsqlDbType.Smallint);
    }

    private static void Write(NpgsqlBinaryImporter import, string text) => import.Write(PostgresText.ToStored(text), NpgsqlDbType.Text);

    private static void Remember<TKey>(ConcurrentDictionary<TKey, long> cache, Dictionary<TKey, long> asked, Dictionary<TKey, long> found) where TKey : notnull
    {
        if (cache.Count + found.Count > CachedKeysMax) cache.Clear();
        foreach (var (key, number) in found) asked[key] = cache[key] = number;
    }
}

/// <summary>The numbers of a part's spend key and of its entry keys.</summary>
internal sealed record PartNumbers(long Head, long[] Keys);
