using System.Text.Json;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Rendering;
using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Parts;
using Accounting.Core.Pricing;
using Accounting.Core.Statements;

namespace Accounting.BatchClient.Explain;

/// <summary>Entries as one JSON object, written as they come. A meter's <c>price</c> is the number of one of <c>prices</c>.</summary>
internal static class ExplainJson
{
    public static ExplainedSum Write(TextWriter output, SpendFilter filter, IEnumerable<ExplainedEntry> entries)
    {
        var (prices, sum) = (new PricesUsed(), new ExplainedSum());
        JsonLine.Write(output, (json, flush) =>
        {
            json.WriteStartObject();
            json.WriteNumber("schema_version", 1);
            json.WriteString("tenant", filter.Tenants[0]);
            json.WriteStartObject("window");
            json.WriteString("since", Instants.Rfc3339(filter.Since));
            json.WriteString("until", Instants.Rfc3339(filter.Until));
            json.WriteEndObject();
            json.WriteString("currency", "USD");
            json.WriteStartArray("entries");
            foreach (var entry in entries)
            {
                sum.Add(entry);
                WriteEntry(json, entry, prices);
                flush();
            }
            json.WriteEndArray();
            WritePrices(json, prices);
            WriteSum(json, sum);
            json.WriteEndObject();
        });
        return sum;
    }

    private static void WriteEntry(Utf8JsonWriter json, ExplainedEntry explained, PricesUsed prices)
    {
        var (entry, posting) = (explained.Entry, explained.Entry.Posting);
        json.WriteStartObject();
        json.WriteNumber("entry", entry.Id);
        json.WriteString("kind", ExplainText.KindOf(posting.Kind));
        json.WriteString("time", ExplainText.TimeOf(entry.Key));
        json.WriteString("model", SpendKey.Of(entry.Key).Model);
        foreach (var (name, value) in ExplainText.FactsOf(entry.Key)) json.WriteString(name, value);
        json.WriteString("run", posting.Run);
        json.WriteString("posted_at", Instants.Rfc3339(posting.PostedAt));
        json.WriteString("price_version", posting.PriceVersion);
        if (posting.OldPriceVersion is not null) json.WriteString("old_price_version", posting.OldPriceVersion);
        if (posting.Reason is not null) json.WriteString("reason", posting.Reason);
        json.WriteNumber("calls", entry.Calls);
        json.WriteNumber("unpriced_calls", entry.UnpricedCalls);
        json.WriteStartArray("meters");
        foreach (var meter in explained.Meters) WriteMeter(json, meter, prices);
        json.WriteEndArray();
        if (explained.Changes.Count > 0) WriteChanges(json, explained.Changes, prices);
        json.WriteString("amount", entry.Amount?.ToString());
        if (entry.ReportedCost is { } reported) json.WriteString("reported_cost", reported.ToString());
        json.WriteBoolean("derived", explained.IsDerived);
        json.WriteEndObject();
    }

    private static void WriteChanges(Utf8JsonWriter json, IReadOnlyList<PriceChange> changes, PricesUsed prices)
    {
        json.WriteStartArray("changes");
        foreach (var change in changes)
        {
            json.WriteStartObject();
            json.WriteString("meter", change.Meter.Name);
            json.WriteString("old_unit_price", change.Old?.UnitPrice.ToString());
            json.WriteString("unit_price", change.New?.UnitPrice.ToString());
            if (change.Old is { } old) json.WriteNumber("old_price", prices.NumberOf(old));
            if (change.New is { } price) json.WriteNumber("price", prices.NumberOf(price));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteMeter(Utf8JsonWriter json, ExplainedMeter meter, PricesUsed prices)
    {
        json.WriteStartObject();
        json.WriteString("meter", meter.Meter.Name);
        json.WriteNumber("quantity", meter.Quantity);
        json.WriteString("unit_price", meter.Price?.UnitPrice.ToString());
        json.WriteString("amount", meter.Amount?.ToString());
        if (meter.Price is { } price) json.WriteNumber("price", prices.NumberOf(price));
        json.WriteEndObject();
    }

    private static void WritePrices(Utf8JsonWriter json, PricesUsed prices)
    {
        json.WriteStartArray("prices");
        foreach (var (number, price, versions) in prices.All)
        {
            json.WriteStartObject();
            json.WriteNumber("price", number);
            json.WriteString("model", price.Model);
            json.WriteString("field", price.Field);
            json.WriteString("unit_price", price.UnitPrice.ToString());
            json.WriteString("factor", price.Factor.ToString());
            json.WriteStartArray("versions");
            foreach (var version in versions) json.WriteStringValue(version);
            json.WriteEndArray();
            if (price.Row is { } row) WriteRow(json, "row", row);
            if (price.Terms is { } terms) WriteRow(json, "terms", terms);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteRow(Utf8JsonWriter json, string name, PriceRow row)
    {
        json.WriteStartObject(name);
        json.WriteString("valid_from", Instants.Rfc3339(row.ValidFrom));
        json.WriteString("valid_to", Instants.Rfc3339(row.ValidTo));
        json.WriteString("known_since", Instants.Rfc3339(row.KnownSince));
        json.WriteString("kind", row.Kind.ToString().ToLowerInvariant());
        json.WriteString("source", row.Source);
        json.WriteString("reason", row.Reason);
        json.WriteEndObject();
    }

    private static void WriteSum(Utf8JsonWriter json, ExplainedSum sum)
    {
        json.WriteStartObject("total");
        json.WriteNumber("entries", sum.Entries);
        json.WriteNumber("calls", sum.Calls);
        json.WriteNumber("unpriced_calls", sum.UnpricedCalls);
        foreach (var kind in Enum.GetValues<EntryKind>()) json.WriteString(ExplainText.KindOf(kind) + "s", sum.Of(kind).ToString());
        json.WriteString("cost", sum.Cost?.ToString());
        json.WriteEndObject();
    }
}
