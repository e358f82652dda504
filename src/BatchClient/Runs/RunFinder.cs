using Accounting.BatchClient.CommandLine;
using Accounting.Core.Ledger;

namespace Accounting.BatchClient.Runs;

/// <summary>Finds the run that a person typed.</summary>
internal static class RunFinder
{
    /// <summary>The run of that name, or the only one whose name begins so.</summary>
    /// <exception cref="UserException">None, or several.</exception>
    public static RunRecord Find(IReadOnlyList<RunRecord> runs, string name)
    {
        if (runs.FirstOrDefault(run => run.Run == name) is { } exact) return exact;
        var matches = runs.Where(run => name.Length > 0 && run.Run.StartsWith(name, StringComparison.Ordinal)).ToList();
        if (matches is [var only]) return only;
        if (matches.Count > 1)
            throw new UserException($"{matches.Count} runs begin with '{name}': {string.Join(", ", matches.Take(5).Select(run => run.Run))}. Type more of the name.");
        throw new UserException(runs.Count == 0
            ? "The ledger has no runs yet. Bill logs with 'accounting bill INPUT'."
            : $"The ledger has no run '{name}'.{NearNames.Suggestion(name, runs.Select(run => run.Run))} See 'accounting runs list'.");
    }
}
