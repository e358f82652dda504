using Accounting.BatchClient.Rendering;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Import;

namespace Accounting.BatchClient.Models;

/// <summary>Tells of the registration of many models: which are news, what was left out, and the entries as they are now.</summary>
internal static class RegisteredModels
{
    public static void Write(CommandContext context, bool asJson, ModelEntries entries, IReadOnlyList<RegistrationResult> results, CostMap map, bool isDryRun)
    {
        var changed = results.Where(result => !result.IsUnchanged).ToList();
        if (asJson) WriteJson(context, entries, results, changed, map, isDryRun);
        else WriteText(context, entries, results.Count - changed.Count, changed, map, isDryRun);
    }

    private static void WriteText(
        CommandContext context, ModelEntries entries, int unchanged, List<RegistrationResult> changed, CostMap map, bool isDryRun)
    {
        foreach (var notice in entries.Notices) context.Note(notice.Message);
        if (changed.Count > 0)
        {
            var table = new TextTable("model", "from", "#input", "#output", "#max input", "#max output");
            foreach (var result in changed)
            {
                var (model, row) = (map.Get(result.Model!.Provider, result.Model.Model)!, result.Model.Rows[^1]);
                table.Add(model.FullName, PriceText.Day(row.ValidFrom), PriceText.PerMillion(row.Prices, "input_cost_per_token"),
                    PriceText.PerMillion(row.Prices, "output_cost_per_token"), PriceText.Limit(model.MaxInputTokens), PriceText.Limit(model.MaxOutputTokens));
            }
            table.Write(context);
        }
        context.Out.WriteLine($"{Numbers.Count(changed.Count)} models {(isDryRun ? "would be " : "")}registered, {Numbers.Count(unchanged)} unchanged. "
            + "Prices in USD per million tokens.");
        context.Out.WriteLine($"Cost map {map.Version} ({map.Digest}).");
    }

    private static void WriteJson(
        CommandContext context, ModelEntries entries, IReadOnlyList<RegistrationResult> results, List<RegistrationResult> changed, CostMap map,
        bool isDryRun) =>
        JsonLine.Write(context.Out, json =>
        {
            json.WriteStartObject();
            json.WriteNumber("schema_version", 1);
            json.WriteBoolean("dry_run", isDryRun);
            json.WriteNumber("registered", changed.Count);
            json.WriteNumber("unchanged", results.Count - changed.Count);
            ModelJson.WriteFindings(json, "problems", results.SelectMany(result => result.Problems));
            ModelJson.WriteFindings(json, "notices", entries.Notices);
            json.WriteString("currency", "USD");
            var models = results.Select(result => map.Get(result.Model!.Provider, result.Model.Model)!).DistinctBy(model => model.FullName);
            ModelCostJson.Write(json, models, TimeOf(results, context.Time.GetUtcNow()));
            ModelJson.WriteCostMap(json, map);
            json.WriteEndObject();
        });

    // The entries are shown as they are once all of them hold.
    private static DateTimeOffset TimeOf(IReadOnlyList<RegistrationResult> results, DateTimeOffset now) =>
        results.Max(result => result.Model!.Rows[^1].ValidFrom) is { } last && last > now ? last : now;
}
