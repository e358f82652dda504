using Accounting.BatchClient.CommandLine;
using System.Globalization;
using System.Text.Json;
using Accounting.BatchClient.Rendering;
using Accounting.Core.Ledger;
using Accounting.Core.Pricing;

namespace Accounting.BatchClient.Runs;

/// <summary>Runs as JSON.</summary>
internal static class RunJson
{
    public static string StateOf(RunRecord run) => run.State switch
    {
        RunState.Finished => "finished",
        RunState.Voided => "voided",
        _ => "unfinished",
    };

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static RecordCounts TotalOf(RunRecord run) => run.Inputs.Aggregate(default(RecordCounts), (sum, input) => sum + input.Counts);

    public static void WriteList(TextWriter output, IReadOnlyList<RunRecord> runs) => JsonLine.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("schema_version", 1);
        json.WriteStartArray("runs");
        foreach (var run in runs)
        {
            json.WriteStartObject();
            WriteHead(json, run);
            json.WriteNumber("inputs", run.Inputs.Count);
            WriteCounts(json, TotalOf(run));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    });

    public static void WriteRun(TextWriter output, RunRecord run, Tally sum, Incomplete incomplete) => JsonLine.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("schema_version", 1);
        WriteHead(json, run);
        json.WriteString("undated_at", Instants.Rfc3339(run.Plan.UndatedAt));
        json.WriteStartArray("inputs");
        foreach (var input in run.Inputs) WriteInput(json, input);
        json.WriteEndArray();
        WriteCounts(json, TotalOf(run));
        WriteTokens(json, sum);
        json.WriteString("cost", sum.Cost?.ToString());
        json.WriteString("currency", "USD");
        incomplete.WriteJson(json);
        json.WriteEndObject();
    });

    /// <summary>An input of a run, as <c>bill --json</c> and <c>runs show --json</c> give it.</summary>
    public static void WriteInput(Utf8JsonWriter json, RunInputRecord input)
    {
        json.WriteStartObject();
        json.WriteString("uri", input.Input.Uri);
        json.WriteNumber("bytes", input.Input.Bytes);
        WriteCounts(json, input.Counts);
        json.WriteString("fingerprint", input.Input.Fingerprint);
        json.WriteString("sha256", input.Sha256);
        json.WriteBoolean("skipped", input.Skipped);
        json.WriteBoolean("done", input.Done);
        json.WriteEndObject();
    }

    /// <summary>The fates of the records: <c>read = accepted + not_billable + duplicate + conflicting + rejected</c>.</summary>
    public static void WriteCounts(Utf8JsonWriter json, RecordCounts counts)
    {
        json.WriteNumber("read", counts.Read);
        json.WriteNumber("accepted", counts.Accepted);
        json.WriteNumber("not_billable", counts.NotBillable);
        json.WriteNumber("duplicate", counts.Duplicate);
        json.WriteNumber("conflicting", counts.Conflicting);
        json.WriteNumber("rejected", counts.Rejected);
    }

    /// <summary><c>"tokens": {meter: n}</c>, zeros left out.</summary>
    public static void WriteTokens(Utf8JsonWriter json, Tally sum)
    {
        json.WriteStartObject("tokens");
        for (var i = 0; i < Meters.All.Length; i++)
            if (sum[(Core.Usage.Meter)i] is var quantity and not 0) json.WriteNumber(Meters.All[i].Name, quantity);
        json.WriteEndObject();
    }

    private static void WriteHead(Utf8JsonWriter json, RunRecord run)
    {
        json.WriteString("run", run.Run);
        json.WriteString("state", StateOf(run));
        json.WriteString("command", run.Plan.Command);
        json.WriteString("started_at", Instants.Rfc3339(run.StartedAt));
        json.WriteString("finished_at", run.FinishedAt is { } finished ? Instants.Rfc3339(finished) : null);
        if (run.VoidReason is not null) json.WriteString("void_reason", run.VoidReason);
        json.WriteStartObject("cost_map");
        json.WriteString("version", run.Plan.PriceVersion);
        json.WriteString("digest", run.Plan.PriceDigest);
        json.WriteEndObject();
    }
}
