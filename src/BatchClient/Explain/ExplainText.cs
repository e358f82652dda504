using System.Globalization;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Models;
using Accounting.BatchClient.Rendering;
using Accounting.BatchClient.Spend;
using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Parts;
using Accounting.Core.Pricing;
using Accounting.Core.Statements;

namespace Accounting.BatchClient.Explain;

/// <summary>Entries for reading, one after the other as they come: there may be many.</summary>
internal static class ExplainText
{
    public static ExplainedSum Write(TextWriter output, TimeWindow window, IEnumerable<ExplainedEntry> entries)
    {
        var (prices, sum) = (new PricesUsed(), new ExplainedSum());
        foreach (var entry in entries)
        {
            sum.Add(entry);
            WriteEntry(output, entry, prices);
        }
        WritePrices(output, prices);
        WriteSum(output, sum);
        output.WriteLine($"Window: {window} (UTC).");
        return sum;
    }

    /// <summary><c>charge</c>, <c>void</c> or <c>adjustment</c>.</summary>
    public static string KindOf(EntryKind kind) => kind switch { EntryKind.Charge => "charge", EntryKind.Void => "void", _ => "adjustment" };

    /// <summary>The facts of a key that are not empty, but tenant and model: each <c>name value</c>.</summary>
    public static IEnumerable<(string Name, string Value)> FactsOf(EntryKey key)
    {
        (string Name, string Value)[] facts =
        [
            ("provider", key.Provider), ("requested_model", key.RequestedModel == SpendKey.Of(key).Model ? "" : key.RequestedModel), ("call_type", key.CallType),
            ("service_tier", key.ServiceTier), ("batch", key.Batch ? "true" : ""), ("speed", key.Speed), ("region", key.Region), ("residency", key.Residency),
            ("image_size", key.ImageSize), ("image_quality", key.ImageQuality), ("source", key.Source.ToString().ToLowerInvariant()),
        ];
        return facts.Where(fact => fact.Value.Length > 0);
    }

    /// <summary>The slot's start, or <c>undated</c>.</summary>
    public static string TimeOf(EntryKey key) => key.Slot.IsUndated ? TimeBuckets.Undated : key.Slot.Start.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);

    private static void WriteEntry(TextWriter output, ExplainedEntry explained, PricesUsed prices)
    {
        var (entry, posting) = (explained.Entry, explained.Entry.Posting);
        var model = SpendKey.Of(entry.Key).Model;
        var facts = string.Join(", ", FactsOf(entry.Key).Select(fact => $"{fact.Name} {fact.Value}"));
        Line(output, $"Entry {entry.Id}, {KindOf(posting.Kind)}: {TimeOf(entry.Key)}, {(model.Length > 0 ? model : "no model")}, {facts}");
        Line(output, $"  posted {Instants.Rfc3339(posting.PostedAt)} by run {posting.Run}{(posting.Reason is { } reason ? $", since {reason}" : "")}");
        if (posting.OldPriceVersion is { } old) Line(output, $"  prices {old} -> {posting.PriceVersion}: {Difference(entry)}");
        foreach (var change in explained.Changes) Line(output, $"  {change.Meter.Name}: {Price(change.Old)} -> {Price(change.New)}");
        foreach (var meter in explained.Meters)
        {
            var price = meter.Price is { } used ? $"{used.UnitPrice} = {meter.Amount}  [{prices.NumberOf(used)}]" : "no price";
            Line(output, $"  {meter.Meter.Name}: {Numbers.Count(meter.Quantity)} x {price}");
        }
        if (posting.OldPriceVersion is null) Line(output, $"  {Numbers.Count(entry.Calls)} calls, {(entry.Amount is { } amount ? $"{amount} USD" : "no amount")}");
        if (!explained.IsDerived) output.WriteLine("  This is NOT what these prices give: see 'accounting verify'.");
        output.WriteLine();

        string Price(UsedPrice? price) => price is null ? "no price" : $"{price.UnitPrice} [{prices.NumberOf(price)}]";
    }

    private static string Difference(LedgerEntry entry)
    {
        var calls = entry.UnpricedCalls;
        var priced = calls == 0 ? "" : calls < 0 ? $", {Numbers.Count(-calls)} calls now have a price" : $", {Numbers.Count(calls)} calls have no price any more";
        return $"{entry.Amount ?? Money.Zero} USD{priced}";
    }

    private static void WritePrices(TextWriter output, PricesUsed prices)
    {
        foreach (var (number, price, versions) in prices.All)
        {
            var factor = price.Factor == ExactDecimal.One ? "" : $", times {price.Factor} as agreed ({price.Terms?.Reason}{price.Terms?.Source})";
            var field = price.Field.Length > 0 ? price.Field : "no field of its own";
            Line(output, $"[{number}] {price.UnitPrice} USD: {field} of {price.Model}{factor}; versions {string.Join(' ', versions)}");
            if (price.Row is { } row) Line(output, $"    {Describe(row)}");
        }
        if (prices.All.Any()) output.WriteLine();
    }

    private static string Describe(PriceRow row)
    {
        var from = row.ValidFrom is null ? "since ever" : $"from {PriceText.Day(row.ValidFrom)}";
        var to = row.ValidTo is null ? "" : $" to before {PriceText.Day(row.ValidTo)}";
        string[] parts = [from + to, $"known since {PriceText.Day(row.KnownSince)}", row.Kind.ToString().ToLowerInvariant(), row.Source, row.Reason];
        return string.Join("; ", parts.Where(part => part.Length > 0));
    }

    private static void WriteSum(TextWriter output, ExplainedSum sum)
    {
        foreach (var kind in Enum.GetValues<EntryKind>())
            if (sum.Of(kind) != Money.Zero) output.WriteLine($"{KindOf(kind)}s: {sum.Of(kind)} USD");
        var total = sum.Cost is { } cost ? $"{cost} USD, exact" : "nothing is priced";
        output.WriteLine($"Total: {total}, for {Numbers.Count(sum.Calls)} calls in {Numbers.Count(sum.Entries)} entries.");
        if (sum.UnpricedCalls != 0) output.WriteLine($"Incomplete: {Numbers.Count(sum.UnpricedCalls)} calls have no price.");
        if (sum.NotDerived != 0) output.WriteLine($"{Numbers.Count(sum.NotDerived)} entries have another amount than their prices give: see 'accounting verify'.");
    }

    private static void Line(TextWriter output, string text) => output.WriteLine(SafeText.Of(text));
}
