using System.Globalization;
using Accounting.BatchClient.Rendering;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Reconciling;

namespace Accounting.BatchClient.Reconcile;

/// <summary>The rows as CSV, exact.</summary>
internal static class ReconcileCsv
{
    public static void Write(CommandContext context, ReconcileAnswer answer)
    {
        var result = answer.Result;
        using var csv = new CsvText(context.Out, context.OutIsTerminal);
        foreach (var name in (string[])["day", "model", .. Names("ours"), .. Names("theirs"), "difference", "currency", "reason", "text"]) csv.Text(name);
        csv.EndRow();
        foreach (var row in result.Rows)
        {
            csv.Text(row.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            csv.Text(row.Model);
            WriteSide(csv, row.Ours, true, true, true);
            WriteSide(csv, row.Theirs, result.HasCalls, result.HasUsage, result.HasCost);
            csv.Money(result.HasCost ? row.Difference : null);
            csv.Text("USD");
            csv.Text(string.Join(' ', row.Reasons.Select(reason => reason.Code)));
            csv.Text(string.Join(' ', row.Reasons.Select(reason => reason.Text)));
            csv.EndRow();
        }
    }

    private static IEnumerable<string> Names(string side) => [$"{side}_calls", .. UsageGroups.All.Select(group => $"{side}_{UsageGroups.NameOf(group)}"), $"{side}_cost"];

    private static void WriteSide(CsvText csv, SideSum side, bool hasCalls, bool hasUsage, bool hasCost)
    {
        Number(side.Calls, hasCalls);
        foreach (var group in UsageGroups.All) Number(side[group], hasUsage);
        csv.Money(hasCost ? side.Cost : null);

        void Number(long number, bool isKnown)
        {
            if (isKnown) csv.Number(number);
            else csv.Text("");
        }
    }
}
