using System.Globalization;
using Accounting.BatchClient.Rendering;
using Accounting.BatchClient.Spend;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Amounts;
using Accounting.Core.Reconciling;

namespace Accounting.BatchClient.Reconcile;

/// <summary>The comparison for reading: what differs, with its likely reason. Columns that the export does not have are left out.</summary>
internal static class ReconcileTable
{
    public static void Write(CommandContext context, ReconcileAnswer answer, bool all)
    {
        var (output, result) = (context.Out, answer.Result);
        var groups = UsageGroups.All.Where(group => result.HasUsage && (result.Ours[group] != 0 || result.Theirs[group] != 0)).ToList();
        var shown = result.Rows.Where(row => all || row.Reasons.Count > 0).ToList();
        if (shown.Count > 0)
        {
            var table = new TextTable(["day", "model", .. Headers(result, groups), "likely reason"]);
            foreach (var row in shown)
            {
                table.Add(
                    [
                        row.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), row.Model, .. Cells(result, groups, row.Ours, row.Theirs),
                        string.Join(' ', row.Reasons.Select(reason => reason.Text)),
                    ]);
            }
            table.AddTotal(["total", "", .. Cells(result, groups, result.Ours, result.Theirs), ""]);
            table.Write(context);
        }
        WriteNotes(output, answer);
    }

    private static void WriteNotes(TextWriter output, ReconcileAnswer answer)
    {
        var (result, window) = (answer.Result, new TimeWindow(answer.Filter.Since, answer.Filter.Until));
        output.WriteLine($"Window: {window} (UTC). Ours against {SafeText.Of(answer.Provider)}'s; a difference is ours less theirs.");
        var (all, equal) = (result.Rows.Count, result.Rows.Count(row => row.Reasons.Count == 0));
        var rounded = all - equal - result.Differing;
        output.WriteLine(
            $"{Numbers.Count(all)} days and models: {Numbers.Count(equal)} are equal, {Numbers.Count(result.Differing)} differ, {Numbers.Count(rounded)} by rounding only.");
        var (ours, theirs) = (result.Ours.Cost, result.Theirs.Cost);
        if (result.HasCost) output.WriteLine($"Difference: {ours - theirs} USD, exact ({ours} of ours, {theirs} of theirs).");
        if (result.Unresolved.Count > 0) output.WriteLine($"Names that the cost map does not know: {SafeText.Of(string.Join("; ", result.Unresolved))}.");
    }

    private static IEnumerable<string> Headers(Reconciliation result, List<UsageGroup> groups)
    {
        if (result.HasCalls) foreach (var header in Pair("calls")) yield return header;
        foreach (var group in groups)
            foreach (var header in Pair(UsageGroups.NameOf(group).Replace("_tokens", "", StringComparison.Ordinal).Replace('_', ' '))) yield return header;
        if (!result.HasCost) yield break;
        foreach (var header in Pair("USD")) yield return header;
        yield return "#difference USD";
    }

    private static string[] Pair(string what) => [$"#our {what}", "#theirs"];

    private static IEnumerable<string> Cells(Reconciliation result, List<UsageGroup> groups, SideSum ours, SideSum theirs)
    {
        if (result.HasCalls)
        {
            yield return Numbers.Count(ours.Calls);
            yield return Numbers.Count(theirs.Calls);
        }
        foreach (var group in groups)
        {
            yield return Numbers.Count(ours[group]);
            yield return Numbers.Count(theirs[group]);
        }
        if (!result.HasCost) yield break;
        yield return Numbers.Rounded(ours.Cost) + (ours.UnpricedCalls != 0 ? " +?" : "");
        yield return Numbers.Rounded(theirs.Cost);
        yield return Numbers.Rounded(ours.Cost - theirs.Cost);
    }
}
