using Accounting.BatchClient.Terminal;
using Accounting.Core.Ledger;

namespace Accounting.BatchClient.Rendering;

/// <summary>What became of the records of each input of a run (invariant 1).</summary>
internal static class InputTable
{
    /// <summary>Beyond it only inputs where something is not in order are listed; the total is of all.</summary>
    private const int AllShownMax = 100;

    public static void Write(CommandContext context, RunRecord run)
    {
        var table = new TextTable("input", "#size", "#read", "#accepted", "#not billable", "#duplicate", "#conflicting", "#rejected", "state");
        var shown = run.Inputs.Count <= AllShownMax ? run.Inputs : [.. run.Inputs.Where(input => input.Counts.Conflicting + input.Counts.Rejected > 0)];
        foreach (var input in shown.Take(AllShownMax))
            table.Add([ShortUri(input.Input.Uri, context), input.Input.Bytes < 0 ? "" : Numbers.Bytes(input.Input.Bytes), .. Counts(input.Counts), State(input)]);
        var omitted = run.Inputs.Count - table.RowCount;
        var total = run.Inputs.Aggregate(default(RecordCounts), (sum, input) => sum + input.Counts);
        table.AddTotal([omitted > 0 ? $"total, with {Numbers.Count(omitted)} more inputs" : "total", "", .. Counts(total), ""]);
        table.Write(context);
    }

    private static IEnumerable<string> Counts(RecordCounts counts) =>
        new[] { counts.Read, counts.Accepted, counts.NotBillable, counts.Duplicate, counts.Conflicting, counts.Rejected }.Select(Numbers.Count);

    private static string State(RunInputRecord input) => input.Skipped ? "unchanged, skipped" : input.Done ? "" : "unfinished";

    // A file below the working folder is shown as a person would type it.
    private static string ShortUri(string uri, CommandContext context)
    {
        if (!uri.StartsWith("file://", StringComparison.Ordinal) || !Uri.TryCreate(uri, UriKind.Absolute, out var parsed)) return uri;
        var relative = Path.GetRelativePath(context.WorkingFolder, parsed.LocalPath);
        return relative.StartsWith("..", StringComparison.Ordinal) ? parsed.LocalPath : relative;
    }
}
