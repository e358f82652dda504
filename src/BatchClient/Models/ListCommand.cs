using System.CommandLine;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Rendering;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Agreements;

namespace Accounting.BatchClient.Models;

/// <summary><c>accounting models list</c>: all models with the prices of an instant.</summary>
internal static class ListCommand
{
    public static Command Create(CommandContext context)
    {
        var text = new Argument<string?>("TEXT") { Description = "Only models whose name holds this.", Arity = ArgumentArity.ZeroOrOne };
        var provider = new Option<string?>("--provider", "-p") { Description = "Only models of this provider.", HelpName = "NAME" };
        var at = new Option<string?>("--at") { Description = "Prices of this date or time. Default: now.", HelpName = "TIME" };
        var (belief, ledger, format, json) = (new BeliefOptions(), new LedgerOptions(), SharedOptions.Format("table, json"), SharedOptions.Json());
        var command = new DocumentedCommand("list", "All models, with their prices per million tokens.")
        {
            Examples = ["accounting models list", "accounting models list claude --provider anthropic", "accounting models list --at 2025-06-01 --json"],
            Notes = "In JSON, model_cost is LiteLLM's map of that name: models by name, with its fields.",
        };
        command.Add(text);
        foreach (var option in (Option[])[provider, at, .. belief.All, format, json, .. ledger.All]) command.Add(option);
        command.SetAction(parse =>
        {
            var asJson = SharedOptions.FormatOf(parse, format, json, context.Settings, "table", "json") == "json";
            var time = parse.GetValue(at) is { } typed ? Instants.Parse("--at", typed) : context.Time.GetUtcNow();
            var map = belief.Read(parse, ledger.NameOf(parse, context.Settings), context);
            var models = Select(map, parse.GetValue(text), parse.GetValue(provider));
            if (asJson) WriteJson(context.Out, map, models, time);
            else WriteTable(context, map, models, time);
            return ExitCodes.Done;
        });
        return command;
    }

    private static List<ModelPrices> Select(CostMap map, string? text, string? provider)
    {
        var wanted = provider is null ? null : ProviderNames.Normalize(provider);
        var providers = map.Models.Select(model => ProviderNames.Normalize(model.Provider)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (wanted is not null && !providers.Contains(wanted))
            throw new UserException($"No model of provider '{provider}' is known.{NearNames.Suggestion(provider!, providers)} Providers: {string.Join(", ", providers)}.");
        return [.. map.Models.Where(model =>
            model.Mode != Agreement.Mode && (wanted is null || ProviderNames.Normalize(model.Provider) == wanted)
            && (text is null || model.Aliases.Append(model.FullName).Any(name => name.Contains(text, StringComparison.OrdinalIgnoreCase))))];
    }

    private static void WriteTable(CommandContext context, CostMap map, List<ModelPrices> models, DateTimeOffset time)
    {
        if (models.Count > 0)
        {
            var table = new TextTable("model", "provider", "mode", "#input", "#cached", "#output", "#max input", "#max output", "valid from");
            foreach (var model in models)
            {
                var row = model.RowAt(time);
                string Price(string field) => PriceText.PerMillion(row?.Prices, field);
                table.Add(
                    model.Model, model.Provider, model.Mode,
                    Price("input_cost_per_token"), Price("cache_read_input_token_cost"), Price("output_cost_per_token"),
                    PriceText.Limit(model.MaxInputTokens), PriceText.Limit(model.MaxOutputTokens), PriceText.Day(row?.ValidFrom));
            }
            table.Write(context);
        }
        context.Out.WriteLine($"{Numbers.Count(models.Count)} models. Prices in USD per million tokens, at {PriceText.Day(time)}. Cost map {map.Version} ({map.Digest}).");
    }

    private static void WriteJson(TextWriter output, CostMap map, List<ModelPrices> models, DateTimeOffset time) => JsonLine.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("schema_version", 1);
        json.WriteString("at", Instants.Rfc3339(time));
        json.WriteString("currency", "USD");
        json.WriteStartArray("models");
        foreach (var model in models)
        {
            var row = model.RowAt(time);
            json.WriteStartObject();
            ModelJson.WriteHead(json, model);
            json.WriteString("valid_from", Instants.Rfc3339(row?.ValidFrom));
            json.WriteString("source", row?.Source);
            ModelJson.WriteRates(json, row?.Prices);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        ModelCostJson.Write(json, models, time);
        ModelJson.WriteCostMap(json, map);
        json.WriteEndObject();
    });
}
