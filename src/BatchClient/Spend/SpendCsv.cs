using Accounting.BatchClient.Rendering;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Pricing;
using Accounting.Core.Usage;

namespace Accounting.BatchClient.Spend;

/// <summary>
/// The rows as CSV, exact. What is unpriced has an empty cost. What the logs themselves said it cost stands beside, where they said it.
/// The total is left to whoever reads it: a row of sums among rows would be added twice.
/// </summary>
internal static class SpendCsv
{
    public static void Write(CommandContext context, SpendReport report)
    {
        var meters = Enum.GetValues<Meter>().Where(meter => SpendJson.CommonMeters.Contains(meter) || report.Total[meter] != 0).ToList();
        using var csv = new CsvText(context.Out, context.OutIsTerminal);
        foreach (var dimension in report.Query.GroupBy) csv.Text(dimension.Name);
        csv.Text("calls");
        foreach (var meter in meters) csv.Text(Meters.Of(meter).Name);
        csv.Text("unpriced_calls");
        var isReported = report.Total.ReportedCost is not null;
        if (isReported) csv.Text("reported_cost");
        csv.Text("cost");
        csv.Text("currency");
        csv.EndRow();
        foreach (var row in report.Rows)
        {
            foreach (var value in row.Group) csv.Text(value);
            csv.Number(row.Sum.Calls);
            foreach (var meter in meters) csv.Number(row.Sum[meter]);
            csv.Number(row.Sum.UnpricedCalls);
            if (isReported) csv.Money(row.Sum.ReportedCost);
            csv.Money(row.Sum.Cost);
            csv.Text("USD");
            csv.EndRow();
        }
    }
}
