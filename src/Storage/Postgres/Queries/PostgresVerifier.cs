using Accounting.Core.Ledger;
using Accounting.Storage.Postgres.Runs;

namespace Accounting.Storage.Postgres.Queries;

/// <summary>Checks a ledger against itself, on one unchanging state.</summary>
internal static class PostgresVerifier
{
    private const int ProblemsPerCheckMax = 20;

    public static List<string> Verify(PostgresSession session)
    {
        var problems = new List<string>();
        foreach (var check in PostgresChecks.All) Add(problems, Ask(session, check));
        if (session.Single<bool>("SELECT to_regclass('reprices') IS NOT NULL") is true) Add(problems, Ask(session, PostgresChecks.Plans));
        try
        {
            Add(problems, [.. VoidedRuns(session).Take(ProblemsPerCheckMax + 1)]);
        }
        catch (LedgerException exception)
        {
            problems.Add(exception.Message);
        }
        catch (OverflowException)
        {
            problems.Add("A sum of entries does not fit: a stored quantity or amount is out of all bounds.");
        }
        return problems;
    }

    private static void Add(List<string> problems, List<string> found)
    {
        problems.AddRange(found.Take(ProblemsPerCheckMax));
        if (found.Count > ProblemsPerCheckMax) problems.Add($"There are more problems of this kind than the {ProblemsPerCheckMax} listed.");
    }

    private static List<string> Ask(PostgresSession session, string check)
    {
        var found = new List<string>();
        using var rows = session.Read($"{check} LIMIT {ProblemsPerCheckMax + 1}");
        while (rows.Read()) found.Add(rows.Text(0));
        return found;
    }

    /// <summary>
    /// What a voided run charged and what reversed it sum to nothing. All entries are summed once, so that each stored quantity is read
    /// too.
    /// </summary>
    private static IEnumerable<string> VoidedRuns(PostgresSession session)
    {
        foreach (var line in LineRows.Read(session, new())) _ = line;
        return
            from run in RunRows.All(session)
            where run.State == RunState.Voided
            from line in LineRows.Read(session, new() { Run = run.Run })
            select $"Run {run.Run} is voided, but {line.Calls} calls and {line.Amount?.ToString() ?? "an unknown amount"} USD of tenant {line.Key.Tenant}, "
                + $"model {line.Key.ResponseModel} are left of it.";
    }
}
