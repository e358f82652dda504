using Accounting.Core.Ledger;
using Accounting.Storage.Sqlite;

namespace Accounting.Storage.Ids;

/// <summary>Which calls have been posted, for ever (invariant 2).</summary>
internal sealed class IdTable(Database database)
{
    public bool TryFind(CallId id, out StoredCall stored)
    {
        var found = database.Prepare("SELECT facts, run FROM call_ids WHERE high = ?1 AND low = ?2").Bind(1, unchecked((long)id.High)).Bind(2, unchecked((long)id.Low));
        var exists = found.Step();
        stored = exists ? new(unchecked((ulong)found.Int64(0)), found.Int32(1)) : default;
        found.Reset();
        return exists;
    }

    public void Add(IReadOnlyDictionary<CallId, ulong> calls, int run)
    {
        foreach (var (id, facts) in calls)
        {
            database.Prepare("INSERT INTO call_ids (high, low, facts, run) VALUES (?1, ?2, ?3, ?4)")
                .Bind(1, unchecked((long)id.High)).Bind(2, unchecked((long)id.Low)).Bind(3, unchecked((long)facts)).Bind(4, run).Run();
        }
    }

    public void Free(int run) => database.Prepare("DELETE FROM call_ids WHERE run = ?1").Bind(1, run).Run();

    public long Count() => database.Scalar("SELECT count(*) FROM call_ids");
}
