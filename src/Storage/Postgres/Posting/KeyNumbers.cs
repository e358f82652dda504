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
    // A key takes about 80 bytes in memory: 20 MB at most. A nightly run of a few thousand tenants fits.
    private const int CachedKeysMax = 262_144;

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

    // By identity: an entry key has many texts to hash and to hold.
    private readonly ConcurrentDictionary<Guid, long> _keys = new();
    private readonly ConcurrentDictionary<Guid, long> _heads = new();

    /// <summary>The numbers of all keys of some parts; new keys are stored, and stay stored.</summary>
    public PartNumbers[] Of(IReadOnlyList<SpendPart> parts)
    {
        var (newHeads, newKeys) = (new Dictionary<Guid, SpendKey>(), new Dictionary<Guid, NewKey>());
        var identities = parts.Select(part => (Head: KeyIdentity.Of(part.Key), Keys: part.Keys.Select(KeyIdentity.Of).ToArray())).ToArray();
        var numbers = new PartNumbers[parts.Count];
        for (var part = 0; part < numbers.Length; part++)
        {
            var (head, keys) = identities[part];
            var number = new PartNumbers(_heads.GetValueOrDefault(head), Array.ConvertAll(keys, key => _keys.GetValueOrDefault(key)));
            if (number.Head == 0) newHeads[head] = parts[part].Key;
            for (var key = 0; key < keys.Length; key++)
                if (number.Keys[key] == 0) newKeys[keys[key]] = new(parts[part].Keys[key], head, number.Head);
            numbers[part] = number;
        }
        if (newHeads.Count == 0 && newKeys.Count == 0) return numbers;
        var (storedHeads, storedKeys) = Store(newHeads, newKeys);
        for (var part = 0; part < numbers.Length; part++)
        {
            var (head, keys) = identities[part];
            if (numbers[part].Head == 0) numbers[part] = numbers[part] with { Head = storedHeads[head] };
            for (var key = 0; key < keys.Length; key++)
                if (numbers[part].Keys[key] == 0) numbers[part].Keys[key] = storedKeys[keys[key]];
        }
        return numbers;
    }

    private (Dictionary<Guid, long> Heads, Dictionary<Guid, long> Keys) Store(Dictionary<Guid, SpendKey> newHeads, Dictionary<Guid, NewKey> newKeys)
    {
        // An attempt that fails is done again from here on: nothing is remembered before the commit.
        var stored = database.Transact(session =>
        {
            // They are remembered for as long as this process lives: they must be on the disk, however the server is set.
            session.Execute("SET LOCAL synchronous_commit = on");
            session.Execute("SET LOCAL enable_seqscan = off");
            var heads = Find(session, newHeads, FindHeads, AddHeads);
            return (Heads: heads, Keys: Find(session, newKeys, FindKeys, (inside, missing) => AddKeys(inside, missing, key => key.Head != 0 ? key.Head : heads[key.HeadIdentity])));
        });
        Remember(_heads, stored.Heads);
        Remember(_keys, stored.Keys);
        return stored;
    }

    private static Dictionary<Guid, long> Find<T>(
        PostgresSession session, Dictionary<Guid, T> wanted, string find, Action<PostgresSession, KeyValuePair<Guid, T>[]> add)
    {
        var found = new Dictionary<Guid, long>(wanted.Count);
        if (wanted.Count == 0) return found;
        Read(session, find, wanted.Keys, found);
        if (found.Count == wanted.Count) return found;
        // In one order, so that two writers with the same new keys wait for each other and do not lock up.
        var missing = wanted.Where(item => !found.ContainsKey(item.Key)).OrderBy(item => item.Key).ToArray();
        add(session, missing);
        Read(session, find, missing.Select(item => item.Key), found);
        return found;
    }

    private static void Read(PostgresSession session, string find, IEnumerable<Guid> identities, Dictionary<Guid, long> found)
    {
        using var rows = session.Read(find, identities.ToArray());
        while (rows.Read()) found[rows.GetGuid(0)] = rows.GetInt64(1);
    }

    private static void AddHeads(PostgresSession session, KeyValuePair<Guid, SpendKey>[] missing) => session.Execute(InsertHeads,
        missing.Select(item => item.Key).ToArray(), missing.Select(item => item.Value.Tenant).ToArray(), missing.Select(item => item.Value.Model).ToArray());

    // Another writer may add one of them in between: then the transaction fails and is done again, with the slower statement.
    private static void AddKeys(PostgresSession session, KeyValuePair<Guid, NewKey>[] missing, Func<NewKey, long> headOf)
    {
        if (!session.IsRepeated)
        {
            session.Copy(CopyKeys, missing.Length, (import, row) => Write(import, missing[row].Key, headOf(missing[row].Value), missing[row].Value.Key));
            return;
        }
        T[] Column<T>(Func<EntryKey, T> value) => Array.ConvertAll(missing, item => value(item.Value.Key));
        session.Execute(InsertKeys, Array.ConvertAll(missing, item => item.Key), Array.ConvertAll(missing, item => headOf(item.Value)),
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

    private static void Remember(ConcurrentDictionary<Guid, long> cache, Dictionary<Guid, long> stored)
    {
        if (cache.Count + stored.Count > CachedKeysMax) cache.Clear();
        foreach (var (identity, number) in stored) cache[identity] = number;
    }

    // Its head's number is 0 where the head is new too.
    private readonly record struct NewKey(EntryKey Key, Guid HeadIdentity, long Head);
}

/// <summary>The numbers of a part's spend key and of its entry keys.</summary>
internal sealed record PartNumbers(long Head, long[] Keys);
