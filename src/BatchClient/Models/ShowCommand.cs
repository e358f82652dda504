using System.CommandLine;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Rendering;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Pricing;

namespace Accounting.BatchClient.Models;

/// <summary>
/// <c>accounting models show MODEL</c>: limits, and every price with its dates and source; or the one price of a time, as believed at a time.
/// </summary>
internal static class ShowCommand
{
    public static Command Create(CommandContext context)
    {
        var name = new Argument<string>("MODEL") { Description = "The model's name, as a log or a person gives it." };
        var provider = new Option<string?>("--provider", "-p") { Description = "Who serves it, where several do.", HelpName = "NAME" };
        var at = new Option<string?>("--at") { Description = "Only the price of calls at this date or time.", HelpName = "TIME" };
        var (belief, ledger, format, json) = (new BeliefOptions(), new LedgerOptions(), SharedOptions.Format("table, json"), SharedOptions.Json());
        var command = new DocumentedCommand(
            "show", "One model: its limits, and every price with dates and source; or what a call at a time costs, as believed now or then.")
        {
            Examples =
            [
                "accounting models show gpt-4o", "accounting models show claude-sonnet-4-5 --provider bedrock --json",
                "accounting models show gpt-4o --at 2026-10-06", "accounting models show gpt-4o --at 2026-10-06 --as-known 2026-10-07",
            ],
        };
        command.Add(name);
        foreach (var option in (Option[])[provider, at, .. belief.All, format, json, .. ledger.All]) command.Add(option);
        command.SetAction(parse =>
        {
            var asJson = SharedOptions.FormatOf(parse, format, json, context.Settings, "table", "json") == "json";
            var map = belief.Read(parse, ledger.NameOf(parse, context.Settings), context);
            var found = CostMapReader.Resolve(map, parse.GetRequiredValue(name), parse.GetValue(provider));
            DateTimeOffset? time = parse.GetValue(at) is { } typed ? Instants.Parse("--at", typed) : null;
            if (asJson) WriteJson(context.Out, map, found, time, belief.AsKnown(parse));
            else WriteText(context, map, found, time, belief.AsKnown(parse));
            return ExitCodes.Done;
        });
        return command;
    }

    private static void WriteJson(
        TextWriter output, CostMap map, Resolution found, DateTimeOffset? at, DateTimeOffset? asKnown) => JsonLine.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("schema_version", 1);
        json.WriteString("asked", found.Asked);
        ModelJson.WriteHead(json, found.Model!);
        ModelJson.WriteInfo(json, found.Model!);
        json.WriteString("currency", "USD");
        json.WriteString("at", Instants.Rfc3339(at));
        json.WriteString("as_known", Instants.Rfc3339(asKnown));
        if (at is not { } time) ModelJson.WriteRows(json, found.Model!);
        else if (found.Model!.RowAt(time) is not { } row) json.WriteNull("price");
        else
        {
            json.WriteStartObject("price");
            ModelJson.WriteRow(json, found.Model, row);
            json.WriteEndObject();
        }
        ModelJson.WriteCostMap(json, map);
        json.WriteEndObject();
    });

    private static void WriteText(CommandContext context, CostMap map, Resolution found, DateTimeOffset? at, DateTimeOffset? asKnown)
    {
        var (output, model) = (context.Out, found.Model!);
        var provider = model.Provider.Length > 0 ? model.Provider : "any provider";
        output.WriteLine(SafeText.Of($"{model.Model} of {provider}{(model.Mode.Length > 0 ? $", {model.Mode}" : "")}"));
        if (found.Asked != model.Model) output.WriteLine($"Found for '{SafeText.Of(found.Asked)}': {SafeText.Of(found.Why)}");
        if (model.Aliases.Length > 0) output.WriteLine($"Also: {SafeText.Of(string.Join(", ", model.Aliases))}");
        output.WriteLine(
            $"max_input_tokens {PriceText.Limit(model.MaxInputTokens)}, max_output_tokens {PriceText.Limit(model.MaxOutputTokens)}, " +
            $"max_tokens {PriceText.Limit(model.MaxOutputTokens ?? model.MaxInputTokens)}");
        foreach (var (name, text) in model.Info.Fields) output.WriteLine($"{SafeText.Of(name)} {SafeText.Of(text)}");
        output.WriteLine();
        if (at is { } time) WriteAt(context, map, model, time, asKnown);
        else foreach (var row in model.Rows) RowText.Write(context, model, row, row == model.RowAt(context.Time.GetUtcNow()) ? " (in force now)" : "");
    }

    private static void WriteAt(CommandContext context, CostMap map, ModelPrices model, DateTimeOffset time, DateTimeOffset? asKnown)
    {
        var believed = asKnown is null ? "" : $", as known at {PriceText.Day(asKnown)}";
        var row = model.RowAt(time);
        context.Out.WriteLine($"A call at {PriceText.Day(time)}{believed}{(row is { IsWithoutPrice: false } ? ":" : " is unpriced.")}");
        if (row is not null) RowText.Write(context, model, row);
        context.Out.WriteLine($"Cost map {map.Version} ({map.Digest}).");
    }
}
