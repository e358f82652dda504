using Accounting.BatchClient.CommandLine;
using System.Text.Json;
using Accounting.BatchClient.Rendering;
using Accounting.Core.Pricing;
using Accounting.Core.Usage;

namespace Accounting.BatchClient.Spend;

/// <summary>The answer as JSON: the shape of the contract, money as exact decimal strings.</summary>
internal static class SpendJson
{
    /// <summary>In every row, even where they are 0; other meters only where they are not.</summary>
    public static readonly IReadOnlyList<Meter> CommonMeters =
        [Meter.InputTokens, Meter.CachedInputTokens, Meter.CacheWriteTokens, Meter.OutputTokens, Meter.ReasoningTokens];

    public static void Write(TextWriter output, SpendReport report, (string Version, string Digest)? costMap) => JsonLine.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("schema_version", 1);
        json.WriteStartObject("window");
        json.WriteString("since", Instants.Rfc3339(report.Query.Window.Since));
        json.WriteString("until", Instants.Rfc3339(report.Query.Window.Until));
        json.WriteString("timezone", report.Query.Zone.Id);
        json.WriteEndObject();
        if (report.Query.Filter.PostedBefore is { } postedBefore) json.WriteString("posted_before", Instants.Rfc3339(postedBefore));
        json.WriteString("currency", "USD");
        json.WriteStartArray("rows");
        foreach (var row in report.Rows) WriteRow(json, report.Query, row);
        json.WriteEndArray();
        if (report.OmittedRows > 0) json.WriteNumber("rows_omitted", report.OmittedRows);
        json.WriteStartObject("total");
        WriteSum(json, report.Total);
        json.WriteEndObject();
        report.Incomplete.WriteJson(json);
        WriteCostMap(json, costMap);
        json.WriteEndObject();
    });

    /// <summary>One line per row, nothing else.</summary>
    public static void WriteLines(TextWriter output, SpendReport report)
    {
        foreach (var row in report.Rows) JsonLine.Write(output, json => WriteRow(json, report.Query, row));
    }

    private static void WriteRow(Utf8JsonWriter json, SpendQuery query, SpendRow row)
    {
        json.WriteStartObject();
        for (var i = 0; i < row.Group.Length; i++)
        {
            if (query.GroupBy[i].Name == "batch") json.WriteBoolean("batch", row.Group[i] == "true");
            else json.WriteString(query.GroupBy[i].Name, row.Group[i]);
        }
        WriteSum(json, row.Sum);
        json.WriteEndObject();
    }

    private static void WriteSum(Utf8JsonWriter json, Tally sum)
    {
        json.WriteNumber("calls", sum.Calls);
        foreach (var meter in CommonMeters) json.WriteNumber(Meters.Of(meter).Name, sum[meter]);
        for (var i = 0; i < Meters.All.Length; i++)
            if (sum[(Meter)i] != 0 && !CommonMeters.Contains((Meter)i)) json.WriteNumber(Meters.All[i].Name, sum[(Meter)i]);
        if (sum.ReportedCost is { } reported) json.WriteString("reported_cost", reported.ToString());
        if (sum.UnpricedCalls != 0) json.WriteNumber("unpriced_calls", sum.UnpricedCalls);
        json.WriteString("cost", sum.Cost?.ToString());
    }

    private static void WriteCostMap(Utf8JsonWriter json, (string Version, string Digest)? costMap)
    {
        if (costMap is not { } map)
        {
            json.WriteNull("cost_map");
            return;
        }
        json.WriteStartObject("cost_map");
        json.WriteString("version", map.Version);
        json.WriteString("digest", map.Digest);
        json.WriteEndObject();
    }
}
