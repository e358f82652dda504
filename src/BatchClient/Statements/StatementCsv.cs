using System.Globalization;
using Accounting.BatchClient.Rendering;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Statements;

namespace Accounting.BatchClient.Statements;

/// <summary>The lines of a statement as CSV, exact. The total is left to whoever reads it: a row of sums among rows would be added twice.</summary>
internal static class StatementCsv
{
    private static readonly string[] Columns =
    [
        "statement", "tenant", "kind", "month", "model", "provider", "tier", "meter", "quantity", "unit_price", "amount", "currency", "price_versions",
        "old_price_version", "valid_from", "source", "reason",
    ];

    public static void Write(CommandContext context, Statement statement)
    {
        using var csv = new CsvText(context.Out, context.OutIsTerminal);
        foreach (var column in Columns) csv.Text(column);
        csv.EndRow();
        foreach (var line in statement.Usage.Concat(statement.Late))
        {
            csv.Text(StatementText.Month(statement));
            csv.Text(statement.Tenant);
            csv.Text(StatementText.Kind(line));
            csv.Text(StatementText.Month(line));
            csv.Text(line.Model);
            csv.Text(line.Provider);
            csv.Text(line.Tier);
            csv.Text(line.Meter?.Name ?? "");
            if (line.Meter is null) csv.Text("");
            else csv.Number(line.Quantity);
            csv.Money(line.UnitPrice);
            csv.Money(line.Amount);
            csv.Text("USD");
            csv.Text(StatementText.Versions(line));
            csv.Text(line.OldPriceVersion ?? "");
            csv.Text(line.ValidFrom?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "");
            csv.Text(line.Source);
            csv.Text(line.Reason);
            csv.EndRow();
        }
    }
}
