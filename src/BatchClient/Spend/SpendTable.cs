using System.Globalization;
using Accounting.BatchClient.Rendering;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Pricing;
using Accounting.Core.Usage;

namespace Accounting.BatchClient.Spend;

/// <summary>
/// The answer for reading: columns that are zero throughout are left out, money is rounded half-even to 4 decimals, and the exact total
/// stands below.
/// </summary>
internal static class SpendTable
{
    private static readonly (string Header, Meter[] Meters)[] Columns =
    [
        ("#input", [Meter.InputTokens]),
        ("#cached", [Meter.CachedInputTokens]),
        ("#cache write", [Meter.CacheWriteTokens, Meter.CacheWrite1hTokens]),
        ("#output", [Meter.OutputTokens]),
        ("#reasoning", [Meter.ReasoningTokens]),
    ];

    private static readonly Meter[] OtherTokens =
        [.. Enum.GetValues<Meter>().Where(meter => Tally.IsBilledTokens(meter) && !Columns.Any(column => column.Meters.Contains(meter)))];

    public static void Write(CommandContext context, SpendReport report, bool exact)
    {
        var columns = Columns.Append(("#other tokens", OtherTokens)).Where(column => Sum(report.Total, column.Item2) != 0).ToList();
        Func<Tally, string> money = exact ? sum => Numbers.Exact(sum.Cost) : sum => Numbers.Rounded(sum.Cost);
        IEnumerable<string> Cells(Tally sum) =>
            [Numbers.Count(sum.Calls), .. columns.Select(column => Numbers.Count(Sum(sum, column.Item2))), money(sum) + (IsPartly(sum) ? " +?" : "")];

        if (report.Rows.Count > 0 && report.Query.GroupBy.Count > 0)
        {
            var table = new TextTable([.. report.Query.GroupBy.Select(dimension => dimension.Name), "#calls", .. columns.Select(column => column.Item1), "#cost USD"]);
            foreach (var row in report.Rows) table.Add([.. row.Group.Select(value => value.Length > 0 ? value : "-"), .. Cells(row.Sum)]);
            table.AddTotal([.. Labels(report), .. Cells(report.Total)]);
            table.Write(context);
        }
        WriteNotes(context.Out, report);
    }

    private static bool IsPartly(Tally sum) => sum is { UnpricedCalls: not 0, Cost: not null };

    private static string[] Labels(SpendReport report)
    {
        var labels = new string[report.Query.GroupBy.Count];
        Array.Fill(labels, "");
        labels[0] = "total";
        return labels;
    }

    private static long Sum(Tally sum, Meter[] meters) => meters.Sum(meter => sum[meter]);

    private static void WriteNotes(TextWriter output, SpendReport report)
    {
        var zone = report.Query.Zone == TimeZoneInfo.Utc ? "UTC" : $"UTC; days and hours named in {report.Query.Zone.Id}";
        output.WriteLine($"Window: {report.Query.Window} ({zone}).");
        if (report.OmittedRows > 0)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.OmittedRows:N0} more rows are not shown; they are in the total."));
        output.WriteLine(report.Total.Cost is { } cost ? $"Total: {cost} USD, exact, for {Numbers.Count(report.Total.Calls)} calls." : "Total: nothing is priced.");
        if (report.Rows.Any(row => IsPartly(row.Sum)) || IsPartly(report.Total)) output.WriteLine(
            "A cost with +? lacks calls that have no price.");
        foreach (var sentence in report.Incomplete.Sentences()) output.WriteLine("Incomplete: " + SafeText.Of(sentence));
    }
}
