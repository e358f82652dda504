using System.CommandLine;
using System.Text.Json;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Http;
using Accounting.BatchClient.Models.Remote;
using Accounting.BatchClient.Rendering;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Pricing;

namespace Accounting.BatchClient.Models;

/// <summary><c>accounting models update</c>: takes prices over from the community's list, as it stands now.</summary>
internal static class UpdateCommand
{
    /// <summary>The community's list has 3,000; fewer than this are an error page or another file, not prices of the world.</summary>
    private const int ModelsMin = 50;

    public static Command Create(CommandContext context)
    {
        var url = new Option<string?>("--url")
        {
            Description = "Where the list is (setting: ACCOUNTING_COST_MAP_URL). Default: LiteLLM's on GitHub.", HelpName = "URL",
        };
        var (options, ledger, format, json) = (new ImportOptionsSet(), new LedgerOptions(), SharedOptions.Format("table, json"), SharedOptions.Json());
        var command = new DocumentedCommand("update", "Fetch the community's price list and take it over, after checks.")
        {
            Notes = "What is not there, not whole or not plausible changes nothing. A list that is the same as the last time is not sent again. "
                + "Exit codes: 0 taken, or offline; 1 not fetched, or refused as a whole; 3 taken but for some models.",
            Examples = ["accounting models update --dry-run", "accounting models update --url https://prices.example.com/map.json"],
        };
        command.Add(url);
        foreach (var option in options.All.Concat([format, json, .. ledger.All])) command.Add(option);
        command.SetAction(async (parse, cancellationToken) =>
        {
            var asJson = SharedOptions.FormatOf(parse, format, json, context.Settings, "table", "json") == "json";
            var settings = PriceListSettings.Of(context, parse.GetValue(url), parse.GetValue(options.Offline));
            var name = ledger.NameOf(parse, context.Settings);
            var how = options.Read(parse, settings.Url.ToString(), context) with { ModelsMin = ModelsMin };
            if (settings.Offline) return WriteOffline(context, CostMapReader.Read(name, context), asJson);
            var cache = new PriceListCache(settings.CacheFolder);
            using var client = RedirectedRequest.CreateClient();
            var list = await new PriceListDownload(client, PriceListSettings.Limits, context.Time).GetAsync(settings.Url, cache.Find(settings.Url), cancellationToken);
            var (report, map) = options.Import(parse, list.Content, how, name, context);
            // What was refused is fetched again the next time: it may be mended by then.
            if (report.Accepted) cache.Keep(settings.Url, list);
            if (!asJson && !list.IsNew) context.Note("The list is the same as the last time.");
            if (asJson) ImportOutput.WriteJson(context.Out, report, map, parse.GetValue(options.DryRun), writer => WriteSource(writer, settings.Url, list));
            else ImportOutput.WriteText(context, report, map, parse.GetValue(options.DryRun));
            return ImportOutput.ExitCode(report);
        });
        return command;
    }

    private static void WriteSource(Utf8JsonWriter json, Uri url, PriceList list)
    {
        json.WriteString("url", url.ToString());
        json.WriteBoolean("fetched", list.IsNew);
        json.WriteString("etag", list.EntityTag);
        json.WriteNumber("bytes", list.Content.Length);
    }

    private static int WriteOffline(CommandContext context, CostMap map, bool asJson)
    {
        context.Note("Offline: nothing was fetched, and the prices stay as they are.");
        if (!asJson)
        {
            context.Out.WriteLine($"Cost map {map.Version} ({map.Digest}).");
            return ExitCodes.Done;
        }
        JsonLine.Write(context.Out, json =>
        {
            json.WriteStartObject();
            json.WriteNumber("schema_version", 1);
            json.WriteBoolean("offline", true);
            json.WriteBoolean("fetched", false);
            ModelJson.WriteCostMap(json, map);
            json.WriteEndObject();
        });
        return ExitCodes.Done;
    }
}
