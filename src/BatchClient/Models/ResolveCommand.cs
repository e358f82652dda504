using System.CommandLine;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Rendering;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Pricing;

namespace Accounting.BatchClient.Models;

/// <summary><c>accounting models resolve NAME</c>: which entry prices calls of that name, and why.</summary>
internal static class ResolveCommand
{
    public static Command Create(CommandContext context)
    {
        var name = new Argument<string>("NAME") { Description = "A model's name, as a log gives it." };
        var provider = new Option<string?>("--provider", "-p") { Description = "Who served the call.", HelpName = "NAME" };
        var region = new Option<string?>("--region") { Description = "Where it was served.", HelpName = "NAME" };
        var (ledger, format, json) = (new LedgerOptions(), SharedOptions.Format("table, json"), SharedOptions.Json());
        var command = new DocumentedCommand("resolve", "Say which entry of the cost map prices calls of a name, and why.")
        {
            Notes = "Exit codes: 0 found; 1 no entry, near names are shown.",
            Examples = ["accounting models resolve us.anthropic.claude-sonnet-4-5-20250929-v1:0 --provider bedrock", "accounting models resolve ft:gpt-4o-mini:acme::x1 --json"],
        };
        command.Add(name);
        foreach (var option in (Option[])[provider, region, format, json, .. ledger.All]) command.Add(option);
        command.SetAction(parse =>
        {
            var asJson = SharedOptions.FormatOf(parse, format, json, context.Settings, "table", "json") == "json";
            var map = CostMapReader.Read(ledger.NameOf(parse, context.Settings), context);
            var found = map.Resolve(parse.GetRequiredValue(name), parse.GetValue(provider) ?? "", parse.GetValue(region) ?? "");
            if (asJson) WriteJson(context.Out, map, found);
            else WriteText(context, found);
            return found.Model is null ? ExitCodes.Failed : ExitCodes.Done;
        });
        return command;
    }

    private static void WriteText(CommandContext context, Resolution found)
    {
        var asked = SafeText.Of(found.Asked);
        context.Out.WriteLine(found.Model is { } model
            ? $"'{asked}' is priced as {SafeText.Of(model.FullName)}: {SafeText.Of(found.Why)} ({SafeText.Of(found.Matched)})."
            : $"'{asked}' has no price: {SafeText.Of(found.Why)}.{SafeText.Of(CostMapReader.Suggest(found.NearNames))}");
    }

    private static void WriteJson(TextWriter output, CostMap map, Resolution found) => JsonLine.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("schema_version", 1);
        json.WriteString("name", found.Asked);
        json.WriteString("resolved_model", found.Model?.Model);
        json.WriteString("provider", found.Model?.Provider);
        json.WriteString("matched", found.Model is null ? null : found.Matched);
        json.WriteString("why", found.Why);
        json.WriteStartArray("near_names");
        foreach (var near in found.NearNames) json.WriteStringValue(near);
        json.WriteEndArray();
        ModelJson.WriteCostMap(json, map);
        json.WriteEndObject();
    });
}
