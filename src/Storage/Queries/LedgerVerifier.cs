using Accounting.Core.Ledger;
using Accounting.Storage.Ids;
using Accounting.Storage.Runs;
using Accounting.Storage.Sqlite;
using Accounting.Storage.Summaries;

namespace Accounting.Storage.Queries;

/// <summary>Checks a ledger against itself; a damaged file is a list of problems, never an exception.</summary>
internal static class LedgerVerifier
{
    private const int ProblemsPerCheckMax = 20;

    public static List<string> Verify(Database database)
    {
        var problems = new List<string>();
        foreach (var check in LedgerChecks.All) Run(problems, () => Ask(database, check));
        Run(problems, () => IdScan.Problems(database));
        Run(problems, () => IdsAgainstCalls(database));
        Run(problems, () => VoidedRuns(database));
        Run(problems, () => SpendSumScan.Problems(database));
        return problems;
    }

    private static void Run(List<string> problems, Func<IEnumerable<string>> check)
    {
        try
        {
            var found = check().Take(ProblemsPerCheckMax + 1).ToList();
            problems.AddRange(found.Take(ProblemsPerCheckMax));
            if (found.Count > ProblemsPerCheckMax) problems.Add($"There are more problems of this kind than the {ProblemsPerCheckMax} listed.");
        }
        catch (LedgerException exception)
        {
            problems.Add(exception.Message);
        }
        catch (OverflowException)
        {
            problems.Add("A sum of entries does not fit: a stored quantity or amount is out of all bounds.");
        }
    }

    private static List<string> Ask(Database database, string check)
    {
        var rows = database.Prepare(check);
        var found = new List<string>();
        while (found.Count <= ProblemsPerCheckMax && rows.Step()) found.Add(rows.Text(0));
        rows.Reset();
        return found;
    }

    /// <summary>Each call that a run accepted has its id in the index, unless the run was voided.</summary>
    private static IEnumerable<string> IdsAgainstCalls(Database database)
    {
        var (live, _) = IdScan.Count(database);
        foreach (var (id, name, accepted) in AcceptedByRun(database))
        {
            live.Remove(id, out var ids);
            if (ids != accepted) yield return $"Run {name} accepted {accepted} calls, but {ids} of its ids are in the id index.";
        }
        foreach (var (run, ids) in live) yield return $"The id index holds {ids} ids of a run number {run} that is not there.";
    }

    private static List<(int Id, string Name, long Accepted)> AcceptedByRun(Database database)
    {
        var rows = database.Prepare(
            "SELECT r.id, r.name, coalesce(sum(i.accepted), 0) FROM runs r LEFT JOIN inputs i ON i.run = r.id WHERE r.state <> 2 GROUP BY r.id");
        var runs = new List<(int, string, long)>();
        while (rows.Step()) runs.Add((rows.Int32(0), rows.Text(1), rows.Int64(2)));
        rows.Reset();
        return runs;
    }

    /// <summary>What a voided run charged and what reversed it sum to nothing.</summary>
    private static IEnumerable<string> VoidedRuns(Database database) =>
        from run in RunReader.All(database)
        where run.State == RunState.Voided
        from line in LineReader.Read(database, new() { Run = run.Run })
        select $"Run {run.Run} is voided, but {line.Calls} calls and {line.Amount?.ToString() ?? "an unknown amount"} USD of tenant {line.Key.Tenant}, "
            + $"model {line.Key.ResponseModel} are left of it.";
}
