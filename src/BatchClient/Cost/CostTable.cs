using Accounting.BatchClient.Models;
using Accounting.BatchClient.Rendering;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Pricing;

namespace Accounting.BatchClient.Cost;

/// <summary>The cost of a call for reading, every digit.</summary>
internal static class CostTable
{
    public static void Write(CommandContext context, CostRequest request, CallCost cost)
    {
        var table = new TextTable("meter", "#quantity", "#USD per unit", "#cost USD");
        foreach (var line in cost.Lines) table.Add(line.Meter.Name, Numbers.Count(line.Quantity), Numbers.Exact(line.UnitPrice), Numbers.Exact(line.Amount));
        if (cost.FixedMargin != default) table.Add("fixed margin", "", "", Numbers.Exact(cost.FixedMargin));
        table.AddTotal("total", "", "", Numbers.Exact(cost.TotalCost));
        table.Write(context);
        context.Out.WriteLine(cost.Model is { } model ? $"Prices of {SafeText.Of(model.FullName)} at {PriceText.Day(request.Time)}{Origin(cost.Row)}." : "Prices as given.");
    }

    private static string Origin(PriceRow? row)
    {
        if (row is null) return ": none was valid";
        var since = row.ValidFrom is null ? "since ever" : $"from {PriceText.Day(row.ValidFrom)}";
        return $", valid {since}; source: {SafeText.Of(row.Source)}";
    }
}
