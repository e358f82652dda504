using System.CommandLine;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Rendering;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Pricing;

namespace Accounting.BatchClient.Models;

/// <summary><c>accounting models show MODEL</c>: limits, and every price with its dates and source.</summary>
internal static class ShowCommand
{
    public static Command Create(CommandContext context)
    {
        var name = new Argument<string>("MODEL") { Description = "The model's name, as a log or a person gives it." };
        var provider = new Option<string?>("--provider", "-p") { Description = "Who serves it, where several do.", HelpName = "NAME" };
        var (ledger, format, json) = (new LedgerOptions(), SharedOptions.Format("table, json"), SharedOptions.Json());
        var command = new DocumentedCommand("show", "One model: its limits, and every price with dates and source.")
        {
            Examples = ["accounting models show gpt-4o", "accounting models show claude-sonnet-4-5 --provider bedrock --json"],
        };
        command.Add(name);
        foreach (var option in (Option[])[provider, format, json, .. ledger.All]) command.Add(option);
        command.SetAction(parse =>
        {
            var asJson = SharedOptions.FormatOf(parse, format, json, context.Settings, "table", "json") == "json";
            var map = CostMapReader.Read(ledger.NameOf(parse, context.Settings), context);
            var found = CostMapReader.Resolve(map, parse.GetRequiredValue(name), parse.GetValue(provider));
            if (asJson) WriteJson(context.Out, map, found);
            else WriteText(context, found);
            return ExitCodes.Done;
        });
        return command;
    }

    private static void WriteJson(TextWriter output, CostMap map, Resolution found) => JsonLine.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("schema_version", 1);
        json.WriteString("asked", found.Asked);
        ModelJson.WriteHead(json, found.Model!);
        json.WriteString("currency", "USD");
        ModelJson.WriteRows(json, found.Model!);
        ModelJson.WriteCostMap(json, map);
        json.WriteEndObject();
    });

    private static void WriteText(CommandContext context, Resolution found)
    {
        var (output, model) = (context.Out, found.Model!);
        var provider = model.Provider.Length > 0 ? model.Provider : "any provider";
        output.WriteLine(SafeText.Of($"{model.Model} of {provider}{(model.Mode.Length > 0 ? $", {model.Mode}" : "")}"));
        if (found.Asked != model.Model) output.WriteLine($"Found for '{SafeText.Of(found.Asked)}': {SafeText.Of(found.Why)}");
        if (model.Aliases.Length > 0) output.WriteLine($"Also: {SafeText.Of(string.Join(", ", model.Aliases))}");
        output.WriteLine(
            $"max_input_tokens {PriceText.Limit(model.MaxInputTokens)}, max_output_tokens {PriceText.Limit(model.MaxOutputTokens)}, " +
            $"max_tokens {PriceText.Limit(model.MaxOutputTokens ?? model.MaxInputTokens)}");
        output.WriteLine();
        foreach (var row in model.Rows) WriteRow(context, row, row == model.RowAt(context.Time.GetUtcNow()));
    }

    private static void WriteRow(CommandContext context, PriceRow row, bool isCurrent)
    {
        var output = context.Out;
        var from = row.ValidFrom is null ? "Since ever" : $"From {PriceText.Day(row.ValidFrom)}";
        var to = row.ValidTo is null ? "" : $" to before {PriceText.Day(row.ValidTo)}";
        var kind = row.Kind switch { PriceKind.Correction => "a correction", PriceKind.Import => "imported", _ => "a price" };
        output.WriteLine($"{from}{to}{(isCurrent ? " (in force now)" : "")}, known since {PriceText.Day(row.KnownSince)}, {kind}");
        if (row.Source.Length > 0) output.WriteLine($"Source: {SafeText.Of(row.Source)}");
        if (row.Reason.Length > 0) output.WriteLine($"Reason: {SafeText.Of(row.Reason)}");
        PriceTable.Write(context, row.Prices);
    }
}
