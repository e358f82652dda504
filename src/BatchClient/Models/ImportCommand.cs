using System.CommandLine;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Models.Remote;
using Accounting.BatchClient.Terminal;

namespace Accounting.BatchClient.Models;

/// <summary><c>accounting models import FILE</c>: takes prices over from LiteLLM's map or genai-prices' list, after checks.</summary>
internal static class ImportCommand
{
    public static Command Create(CommandContext context)
    {
        var file = new Argument<string>("FILE")
        {
            Description = "A cost map in LiteLLM's form (model_prices_and_context_window.json) or genai-prices' (data.json): "
                + "a file, - for standard input, or https://…",
        };
        var (options, ledger, format, json) = (new ImportOptionsSet(), new LedgerOptions(), SharedOptions.Format("table, json"), SharedOptions.Json());
        var command = new DocumentedCommand("import", "Take prices over from a cost map in LiteLLM's or genai-prices' form.")
        {
            Notes = "A model that the file lacks loses nothing. Exit codes: 0 taken; 1 refused as a whole, nothing was changed; 3 taken but for some models.",
            Examples =
            [
                "accounting models import model_prices_and_context_window.json --dry-run",
                "accounting models import prices.json --force --reason \"checked with the provider\"",
            ],
        };
        command.Add(file);
        foreach (var option in options.All.Concat([format, json, .. ledger.All])) command.Add(option);
        command.SetAction(async (parse, cancellationToken) =>
        {
            var asJson = SharedOptions.FormatOf(parse, format, json, context.Settings, "table", "json") == "json";
            var name = parse.GetRequiredValue(file);
            var how = options.Read(parse, name == "-" ? "standard input" : name, context);
            var content = await PriceListSource.ReadAsync(name, parse.GetValue(options.Offline), context, cancellationToken);
            var (report, map) = options.Import(parse, content, how, ledger.NameOf(parse, context.Settings), context);
            if (asJson) ImportOutput.WriteJson(context.Out, report, map, parse.GetValue(options.DryRun));
            else ImportOutput.WriteText(context, report, map, parse.GetValue(options.DryRun));
            return ImportOutput.ExitCode(report);
        });
        return command;
    }
}
