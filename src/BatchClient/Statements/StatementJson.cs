using System.Text.Json;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Rendering;
using Accounting.Core.Statements;

namespace Accounting.BatchClient.Statements;

/// <summary>A statement as JSON: every digit, money as decimal strings.</summary>
internal static class StatementJson
{
    public static void Write(TextWriter output, Statement statement) => JsonLine.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("schema_version", 1);
        json.WriteString("tenant", statement.Tenant);
        json.WriteString("month", StatementText.Month(statement));
        json.WriteString("state", statement.Closing is null ? "open" : "closed");
        WriteClosing(json, statement);
        json.WriteString("currency", "USD");
        WriteLines(json, "lines", statement.Usage);
        WriteLines(json, "late", statement.Late);
        json.WriteNumber("calls", statement.Calls);
        json.WriteString("usage_total", statement.UsageTotal?.ToString());
        json.WriteString("late_total", statement.LateTotal?.ToString());
        json.WriteString("total", statement.Total?.ToString());
        WriteIncomplete(json, statement);
        json.WriteEndObject();
    });

    private static void WriteClosing(Utf8JsonWriter json, Statement statement)
    {
        if (statement.Closing is not { } closing)
        {
            json.WriteNull("closing");
            return;
        }
        json.WriteStartObject("closing");
        CloseCommand.WriteFacts(json, closing);
        json.WriteEndObject();
    }

    private static void WriteLines(Utf8JsonWriter json, string name, IReadOnlyList<StatementLine> lines)
    {
        json.WriteStartArray(name);
        foreach (var line in lines) WriteLine(json, line);
        json.WriteEndArray();
    }

    private static void WriteLine(Utf8JsonWriter json, StatementLine line)
    {
        json.WriteStartObject();
        json.WriteString("kind", StatementText.Kind(line));
        json.WriteString("month", StatementText.Month(line));
        json.WriteString("model", line.Model);
        json.WriteString("provider", line.Provider);
        json.WriteString("tier", line.Tier);
        json.WriteString("meter", line.Meter?.Name);
        if (line.Meter is not null) json.WriteNumber("quantity", line.Quantity);
        json.WriteString("unit_price", line.UnitPrice?.ToString());
        json.WriteString("amount", line.Amount?.ToString());
        json.WriteStartArray("price_versions");
        foreach (var version in line.PriceVersions) json.WriteStringValue(version);
        json.WriteEndArray();
        if (line.OldPriceVersion is not null) json.WriteString("old_price_version", line.OldPriceVersion);
        if (line.UnitPrice is not null) json.WriteString("valid_from", Instants.Rfc3339(line.ValidFrom));
        if (line.UnitPrice is not null) json.WriteString("source", line.Source);
        if (line.Reason.Length > 0) json.WriteString("reason", line.Reason);
        json.WriteEndObject();
    }

    private static void WriteIncomplete(Utf8JsonWriter json, Statement statement)
    {
        json.WriteStartObject("incomplete");
        json.WriteStartArray("unpriced");
        foreach (var model in statement.Unpriced)
        {
            json.WriteStartObject();
            json.WriteString("model", model.Model);
            json.WriteNumber("calls", model.Calls);
            json.WriteNumber("tokens", model.Tokens);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartObject("undated");
        json.WriteNumber("calls", statement.UndatedCalls);
        if (statement.Month is not null) json.WriteBoolean("in_total", false);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
