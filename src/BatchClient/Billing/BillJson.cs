using System.Text.Json;
using Accounting.BatchClient.Rendering;
using Accounting.Core.Ledger;

namespace Accounting.BatchClient.Billing;

/// <summary>The answer of <c>bill --json</c> (design: JSON shapes).</summary>
internal static class BillJson
{
    public static void Write(BillSummary summary, TextWriter output)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteNumber("schema_version", 1);
            json.WriteString("run", summary.Run.Run);
            if (summary.DryRun) json.WriteBoolean("dry_run", true);
            json.WriteStartArray("inputs");
            foreach (var input in summary.Run.Inputs) WriteInput(json, input);
            json.WriteEndArray();
            WriteCounts(json, summary.Counts);
            json.WriteStartObject("tokens");
            foreach (var quantity in summary.Tokens) json.WriteNumber(MeterNames.Of(quantity.Meter), quantity.Amount);
            json.WriteEndObject();
            json.WriteString("cost", summary.Cost.ToString());
            json.WriteString("currency", "USD");
            IncompleteBlock.Of(summary.Lines).Write(json);
            WriteDrift(json, summary);
            json.WriteString("quarantine", summary.QuarantineFile);
            json.WriteStartObject("cost_map");
            json.WriteString("version", summary.Run.Plan.PriceVersion);
            json.WriteString("digest", summary.Run.Plan.PriceDigest);
            json.WriteEndObject();
            if (summary.LedgerDigest is { } digest) json.WriteString("ledger_digest", digest);
            WriteSpeed(json, summary);
            json.WriteEndObject();
        }
        output.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    private static void WriteInput(Utf8JsonWriter json, RunInputRecord input)
    {
        json.WriteStartObject();
        json.WriteString("uri", input.Input.Uri);
        json.WriteNumber("bytes", input.Input.Bytes);
        WriteCounts(json, input.Counts);
        json.WriteString("fingerprint", input.Input.Fingerprint);
        json.WriteString("sha256", input.Sha256);
        json.WriteBoolean("skipped", input.Skipped);
        json.WriteEndObject();
    }

    private static void WriteCounts(Utf8JsonWriter json, RecordCounts counts)
    {
        json.WriteNumber("read", counts.Read);
        json.WriteNumber("accepted", counts.Accepted);
        json.WriteNumber("not_billable", counts.NotBillable);
        json.WriteNumber("duplicate", counts.Duplicate);
        json.WriteNumber("conflicting", counts.Conflicting);
        json.WriteNumber("rejected", counts.Rejected);
    }

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
