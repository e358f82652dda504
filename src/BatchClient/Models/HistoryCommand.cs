using System.CommandLine;
using System.Text.Json;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Rendering;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Pricing;

namespace Accounting.BatchClient.Models;

/// <summary><c>accounting models history MODEL</c>: every price in the order in which it became known, from whom and why, and what it replaced.</summary>
internal static class HistoryCommand
{
    public static Command Create(CommandContext context)
    {
        var name = new Argument<string>("MODEL") { Description = "The model's name, as a log or a person gives it." };
        var provider = new Option<string?>("--provider", "-p") { Description = "Who serves it, where several do.", HelpName = "NAME" };
        var (ledger, format, json) = (new LedgerOptions(), SharedOptions.Format("table, json"), SharedOptions.Json());
        var command = new DocumentedCommand("history", "Every price of a model in the order of knowing: from whom, why, and what it replaced.")
        {
            Examples = ["accounting models history gpt-4o", "accounting models history claude-sonnet-4-5 --provider bedrock --json"],
        };
        command.Add(name);
        foreach (var option in (Option[])[provider, format, json, .. ledger.All]) command.Add(option);
        command.SetAction(parse =>
        {
            var asJson = SharedOptions.FormatOf(parse, format, json, context.Settings, "table", "json") == "json";
            var map = CostMapReader.Read(ledger.NameOf(parse, context.Settings), context);
            var found = CostMapReader.Resolve(map, parse.GetRequiredValue(name), parse.GetValue(provider));
            if (asJson) WriteJson(context.Out, map, found);
            else WriteText(context, map, found);
            return ExitCodes.Done;
        });
        return command;
    }

    private static void WriteText(CommandContext context, CostMap map, Resolution found)
    {
        var model = found.Model!;
        context.Out.WriteLine(SafeText.Of($"{model.FullName}: {model.Rows.Length} {(model.Rows.Length == 1 ? "price" : "prices")}, in the order of knowing"));
        foreach (var known in PriceTimeline.History(model))
        {
            context.Out.WriteLine();
            RowText.Write(context, model, known.Row);
            if (known.Replaced.IsEmpty) context.Out.WriteLine("Replaced nothing: what was known already has the later word.");
            foreach (var period in known.Replaced)
            {
                var calls = PriceText.Period(period.From, period.To);
                context.Out.WriteLine(SafeText.Of(
                    period.Prices is null ? $"Until then calls {calls} had no price." : $"Replaced {calls}{Changes(period.Prices, known.Row.Prices)}"));
            }
        }
        context.Out.WriteLine();
        context.Out.WriteLine($"Cost map {map.Version} ({map.Digest}).");
    }

    private static string Changes(PriceFields? before, PriceFields after)
    {
        if (before is null) return "";
        var fields = before.Values.Concat(after.Values).Select(pair => pair.Key).Distinct().Order(StringComparer.Ordinal)
            .Where(field => before[field] != after[field])
            .Select(field => $"{field} {PriceText.OrNone(before[field])} -> {PriceText.OrNone(after[field])}").ToList();
        return fields.Count == 0 ? "" : ": " + string.Join(", ", fields);
    }

    private static void WriteJson(TextWriter output, CostMap map, Resolution found) => JsonLine.Write(output, json =>
    {
        var model = found.Model!;
        json.WriteStartObject();
        json.WriteNumber("schema_version", 1);
        json.WriteString("asked", found.Asked);
        json.WriteString("model", model.Model);
        json.WriteString("provider", model.Provider);
        json.WriteString("currency", "USD");
        json.WriteStartArray("history");
        foreach (var known in PriceTimeline.History(model))
        {
            json.WriteStartObject();
            ModelJson.WriteRow(json, model, known.Row);
            WriteReplaced(json, model, known);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        ModelJson.WriteCostMap(json, map);
        json.WriteEndObject();
    });

    private static void WriteReplaced(Utf8JsonWriter json, ModelPrices model, PriceEvent known)
    {
        json.WriteStartArray("replaced");
        foreach (var period in known.Replaced)
        {
            json.WriteStartObject();
            json.WriteString("from", Instants.Rfc3339(period.From));
            json.WriteString("to", Instants.Rfc3339(period.To));
            json.WriteString("digest", period.Row is { } row ? CostMapSerializer.RowDigest(model, row) : null);
            ModelJson.WriteRates(json, period.Prices);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
