using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Parts;
using Accounting.Storage.Posting;
using Accounting.Storage.Runs;
using Npgsql;
using NpgsqlTypes;

namespace Accounting.Storage.Postgres.Posting;

/// <summary>
/// The ids of all posted calls, for ever. The unique index decides whether a call is posted, whoever else posts at the same time: an id
/// that another transaction has just added is waited for. Ids are looked up, and those not found are added, in ascending order, so that two
/// writers never wait for each other in a circle. Where another one added one of them in between, the transaction fails and is done again,
/// with the slower statement that can leave it out.
/// </summary>
/// <param name="beneath">The schema of a ledger whose ids are known too, and not changed; null: none.</param>
internal sealed class CallIdRows(string? beneath)
{
    // Between a conflict and the look at it, the other run may be voided and the id be free again.
    private const int RoundsMax = 8;

    private const string CopySql = "COPY call_ids (id, facts, run, input, record_offset) FROM STDIN (FORMAT binary)";
    private const string InsertNewSql =
        """
        INSERT INTO call_ids (id, facts, run, input, record_offset) SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::int[], $4::int[], $5::bigint[])
        ON CONFLICT DO NOTHING RETURNING id
        """;
    private const string FromOwnTables = "FROM call_ids c JOIN runs r";

    /// <summary>Adds the ids that are new; answers what became of each call of each part.</summary>
    public PartFates[] Claim(PostgresSession session, IReadOnlyList<SpendPart> parts, IReadOnlyDictionary<string, OpenRun> runs)
    {
        var fates = parts.Select(part => new PartFates(part.Calls.Count)).ToArray();
        var (firsts, copies) = Sort(parts, runs);
        var pending = beneath is null ? firsts : SettleKnown(session, firsts, fates, $"FROM {beneath}.call_ids c JOIN {beneath}.runs r");
        for (var round = 0; pending.Count > 0; round++)
        {
            if (round == RoundsMax) throw LedgerRules.Refused("Ids of this posting were added and freed by others again and again. Nothing of it was stored. Repeat it.");
            pending = AddNew(session, SettleKnown(session, pending, fates, FromOwnTables), fates);
        }
        foreach (var (copy, first) in copies) fates[copy.Part].SettleCopy(copy, first, fates[first.Part]);
        return fates;
    }

    private static (List<Claimed> Firsts, List<(Claimed Copy, Claimed First)> Copies) Sort(IReadOnlyList<SpendPart> parts, IReadOnlyDictionary<string, OpenRun> runs)
    {
        var all = new List<Claimed>(parts.Sum(part => part.Calls.Count));
        for (var part = 0; part < parts.Count; part++)
        {
            var run = runs[parts[part].Run];
            var calls = CollectionsMarshal.AsSpan(parts[part].Calls);
            for (var call = 0; call < calls.Length; call++)
                all.Add(new(calls[call].Id, part, call, new(calls[call].Facts, run.Id, run.Name, calls[call].Input, calls[call].Offset)));
        }
        all.Sort();
        var firsts = new List<Claimed>(all.Count);
        var copies = new List<(Claimed, Claimed)>();
        foreach (var claim in all)
        {
            if (firsts.Count > 0 && firsts[^1].Id == claim.Id) copies.Add((claim, firsts[^1]));
            else firsts.Add(claim);
        }
        return (firsts, copies);
    }

    // Answers the ids that are not known.
    private static List<Claimed> SettleKnown(PostgresSession session, List<Claimed> claims, PartFates[] fates, string from)
    {
        var stored = Find(session, claims, from);
        if (stored.Count == 0) return claims;
        return claims.FindAll(claim =>
        {
            if (!stored.TryGetValue(ToGuid(claim.Id), out var call)) return true;
            fates[claim.Part].SettleKnown(claim, call);
            return false;
        });
    }

    // Answers the ids that could not be added.
    private static List<Claimed> AddNew(PostgresSession session, List<Claimed> claims, PartFates[] fates)
    {
        if (claims.Count == 0) return claims;
        var added = session.IsRepeated ? InsertNew(session, claims) : null;
        if (added is null) session.Copy(CopySql, claims.Count, (import, row) => Write(import, claims[row]));
        return claims.FindAll(claim =>
        {
            if (added is not null && !added.Contains(ToGuid(claim.Id))) return true;
            fates[claim.Part].Accept(claim.Call);
            return false;
        });
    }

    private static void Write(NpgsqlBinaryImporter import, in Claimed claim)
    {
        import.Write(ToGuid(claim.Id), NpgsqlDbType.Uuid);
        import.Write(unchecked((long)claim.Stored.Facts), NpgsqlDbType.Bigint);
        import.Write(claim.Stored.Run, NpgsqlDbType.Integer);
        import.Write(claim.Stored.Input, NpgsqlDbType.Integer);
        import.Write(claim.Stored.Offset, NpgsqlDbType.Bigint);
    }

    private static HashSet<Guid> InsertNew(PostgresSession session, List<Claimed> claims)
    {
        var added = new HashSet<Guid>(claims.Count);
        using var rows = session.Read(InsertNewSql, Columns(claims));
        while (rows.Read()) added.Add(rows.GetGuid(0));
        return added;
    }

    private static object[] Columns(List<Claimed> claims)
    {
        T[] Column<T>(Func<Claimed, T> value) => [.. claims.Select(value)];
        return
        [
            Column(claim => ToGuid(claim.Id)), Column(claim => unchecked((long)claim.Stored.Facts)), Column(claim => claim.Stored.Run), Column(claim => claim.Stored.Input),
            Column(claim => claim.Stored.Offset),
        ];
    }

    private static Dictionary<Guid, PostedCall> Find(PostgresSession session, List<Claimed> claims, string from)
    {
        var found = new Dictionary<Guid, PostedCall>();
        var ids = claims.Select(claim => ToGuid(claim.Id)).ToArray();
        using var rows = session.Read($"SELECT c.id, c.facts, c.run, r.name, c.input, c.record_offset {from} ON r.id = c.run WHERE c.id = ANY ($1)", ids);
        while (rows.Read())
            found.Add(rows.GetGuid(0), new(unchecked((ulong)rows.GetInt64(1)), rows.GetInt32(2), rows.Text(3), rows.GetInt32(4), rows.GetInt64(5)));
        return found;
    }

    // Big-endian: PostgreSQL compares a uuid's bytes from the first to the last, as CallId compares.
    private static Guid ToGuid(CallId id)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, id.High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], id.Low);
        return new(bytes, bigEndian: true);
    }
}

/// <summary>What the ledger remembers of a posted call, with its run's name.</summary>
internal readonly record struct PostedCall(ulong Facts, int Run, string RunName, int Input, long Offset)
{
    public bool IsSameRecord(in PostedCall other) => (Run, Input, Offset) == (other.Run, other.Input, other.Offset);
}

/// <summary>A call that is to be posted: by id, then in the order in which it was offered.</summary>
internal readonly record struct Claimed(CallId Id, int Part, int Call, PostedCall Stored) : IComparable<Claimed>
{
    public int CompareTo(Claimed other)
    {
        var order = Id.CompareTo(other.Id);
        if (order == 0) order = Part.CompareTo(other.Part);
        return order != 0 ? order : Call.CompareTo(other.Call);
    }
}
