using Accounting.BatchClient.Rendering;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Pricing;

namespace Accounting.BatchClient.Models;

/// <summary>A price row for reading: since when, until when, known since when, from where, why, and what.</summary>
internal static class RowText
{
    /// <param name="context">Where to.</param>
    /// <param name="model">Whose.</param>
    /// <param name="row">The row.</param>
    /// <param name="note">Stands behind its period.</param>
    public static void Write(CommandContext context, ModelPrices model, PriceRow row, string note = "")
    {
        var output = context.Out;
        var from = row.ValidFrom is null ? "Since ever" : $"From {PriceText.Day(row.ValidFrom)}";
        var to = row.ValidTo is null ? "" : $" to before {PriceText.Day(row.ValidTo)}";
        var kind = row.IsWithoutPrice ? "without a price: calls are unpriced"
            : row.Kind switch { PriceKind.Correction => "a correction", PriceKind.Import => "imported", _ => "a price" };
        output.WriteLine($"{from}{to}{note}, known since {PriceText.Day(row.KnownSince)}, {kind}");
        if (row.Source.Length > 0) output.WriteLine($"Source: {SafeText.Of(row.Source)}");
        if (row.Reason.Length > 0) output.WriteLine($"Reason: {SafeText.Of(row.Reason)}");
        output.WriteLine($"Row {CostMapSerializer.RowDigest(model, row)}");
        if (!row.IsWithoutPrice) PriceTable.Write(context, row.Prices);
    }
}
