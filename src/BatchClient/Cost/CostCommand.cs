using System.CommandLine;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Models;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Pricing;

namespace Accounting.BatchClient.Cost;

/// <summary><c>accounting cost</c>: what one call costs, exactly, and why.</summary>
internal static class CostCommand
{
    public static Command Create(CommandContext context)
    {
        var options = new CostOptions();
        var command = new DocumentedCommand("cost", "Price a single call, exactly, line by line.")
        {
            Notes = "Exit codes: 0 priced; 1 no such model; 2 wrong usage; 3 some quantity has no price, its cost is null.",
            Examples =
            [
                "accounting cost --model gpt-4o --input-tokens 1000 --output-tokens 200 --cached-input-tokens 500",
                "accounting cost --model claude-sonnet-4-5 --usage '{\"input_tokens\":9,\"cache_read_input_tokens\":2000,\"output_tokens\":50}'",
                "accounting cost --model gpt-4o-mini --prompt \"Hello\" --completion \"Hi there!\" --json",
                "accounting cost --response response.json --service-tier priority --discount 5%",
                "accounting cost --input-cost-per-token 2.5e-06 --output-cost-per-token 1e-05 --input-tokens 1000 --output-tokens 10",
            ],
        };
        foreach (var option in options.All) command.Add(option);
        command.SetAction(parse => Run(options, parse, context));
        return command;
    }

    private static int Run(CostOptions options, ParseResult parse, CommandContext context)
    {
        var asJson = SharedOptions.FormatOf(parse, options.Format, options.Json, context.Settings, "table", "json") == "json";
        var facts = CallFactsReader.Read(options, parse, context);
        var request = CostRequestBuilder.Build(options, parse, facts, context);
        var map = request.CustomPrices is null ? CostMapReader.Read(options.Ledger.NameOf(parse, context.Settings), context) : null;
        var cost = CostCalculator.Cost(map ?? CostMap.Empty, request) ?? throw CostMapReader.Unknown(map!.Resolve(request.Model, request.Provider, request.Region));
        if (asJson) CostJson.Write(context.Out, request, facts, cost, map);
        else CostTable.Write(context, request, cost);
        foreach (var line in cost.Lines.Where(line => line.Amount is null))
            context.Note($"Incomplete: no price is known for {line.Meter.Name} of '{request.Model}' at {PriceText.Day(request.Time)}.");
        return cost.TotalCost is null ? ExitCodes.Incomplete : ExitCodes.Done;
    }
}
