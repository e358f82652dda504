using System.Text.Json;
using Accounting.BatchClient.Rendering;
using Accounting.BatchClient.Runs;

namespace Accounting.BatchClient.Billing;

/// <summary>The answer of <c>bill --json</c> (design: JSON shapes).</summary>
internal static class BillJson
{
    public static void Write(BillSummary summary, TextWriter output) => JsonLine.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("schema_version", 1);
        json.WriteString("run", summary.Run.Run);
        if (summary.DryRun) json.WriteBoolean("dry_run", true);
        json.WriteStartArray("inputs");
        foreach (var input in summary.Run.Inputs) RunJson.WriteInput(json, input);
        json.WriteEndArray();
        RunJson.WriteCounts(json, summary.Counts);
        RunJson.WriteTokens(json, summary.Total);
        json.WriteString("cost", summary.Total.Cost?.ToString());
        json.WriteString("currency", "USD");
        summary.Incomplete.WriteJson(json);
        WriteDrift(json, summary);
        json.WriteString("quarantine", summary.QuarantineFile);
        json.WriteStartObject("cost_map");
        json.WriteString("version", summary.Run.Plan.PriceVersion);
        json.WriteString("digest", summary.Run.Plan.PriceDigest);
        json.WriteEndObject();
        if (summary.LedgerDigest is { } digest) json.WriteString("ledger_digest", digest);
        WriteSpeed(json, summary);
        json.WriteEndObject();
    });

    private static void WriteDrift(Utf8JsonWriter json, BillSummary summary)
    {
        var drift = UsageDrift.Of(summary.Lines);
        if (drift.Count == 0) return;
        json.WriteStartArray("drift");
        foreach (var row in drift)
        {
            json.WriteStartObject();
            json.WriteString("model", row.Model);
            json.WriteNumber("calls", row.Calls);
            json.WriteNumber("reported_input_tokens", row.ReportedInput);
            json.WriteNumber("counted_input_tokens", row.CountedInput);
            json.WriteNumber("reported_output_tokens", row.ReportedOutput);
            json.WriteNumber("counted_output_tokens", row.CountedOutput);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteSpeed(Utf8JsonWriter json, BillSummary summary)
    {
        var milliseconds = Math.Max(1, (long)summary.Elapsed.TotalMilliseconds);
        json.WriteNumber("seconds", milliseconds / 1000m);
        json.WriteNumber("calls_per_second", summary.RecordsRead * 1000 / milliseconds);
        json.WriteNumber("bytes_per_second", summary.BytesRead * 1000 / milliseconds);
    }
}
