using System.CommandLine;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Rendering;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Pricing;
using Accounting.Storage;

namespace Accounting.BatchClient.Models;

/// <summary>
/// <c>accounting models register MODEL</c>: adds a price to the cost map that the ledger keeps. Nothing that was known is changed or lost.
/// </summary>
internal static class RegisterCommand
{
    public static Command Create(CommandContext context)
    {
        var options = new RegisterOptions();
        var (ledger, format, json) = (new LedgerOptions(), SharedOptions.Format("table, json"), SharedOptions.Json());
        var command = new DocumentedCommand("register", "Register a model's price, from a day on.")
        {
            Notes = "The price is kept in the ledger, which is made if there is none. A price takes effect at a quarter of an hour. What is posted already is not changed by it.",
            Examples =
            [
                "accounting models register acme-large --input 2.50 --output 10 --cached-input 1.25",
                "accounting models register gpt-4o --input 3 --valid-from 2027-01-01 --source https://openai.com/api/pricing",
                "accounting models register acme-draw --mode image_generation --price output_cost_per_image=0.04",
            ],
        };
        command.Add(options.Model);
        foreach (var option in options.All.Concat([format, json, .. ledger.All])) command.Add(option);
        command.SetAction(parse =>
        {
            var asJson = SharedOptions.FormatOf(parse, format, json, context.Settings, "table", "json") == "json";
            return Run(options, parse, ledger.NameOf(parse, context.Settings), asJson, context);
        });
        return command;
    }

    private static int Run(RegisterOptions options, ParseResult parse, string? ledger, bool asJson, CommandContext context)
    {
        var offer = Read(options, parse, context);
        if (parse.GetValue(options.DryRun))
        {
            var present = CostMapReader.Read(ledger, context);
            var preview = PriceRegistration.Register(present, offer);
            Tell(preview, context);
            Write(context, asJson, preview, present.With([preview.Model!]), isDryRun: true);
            return ExitCodes.Done;
        }
        using var store = context.Ledgers.Open(ledger, LedgerAccess.Create, context);
        var (changed, result) = IPriceChanges.Of(store).Register(offer);
        Tell(result, context);
        Write(context, asJson, result, changed, isDryRun: false);
        return ExitCodes.Done;
    }

    private static PriceOffer Read(RegisterOptions options, ParseResult parse, CommandContext context)
    {
        if (parse.GetValue(options.Force) && string.IsNullOrWhiteSpace(parse.GetValue(options.Reason)))
            throw UserException.WrongUsage("--force needs --reason: say why the price is right. It is kept with the price.");
        var model = parse.GetRequiredValue(options.Model).Trim();
        if (model.Length is 0 or > PricingLimits.NameCharsMax)
            throw UserException.WrongUsage($"The model's name is empty or longer than {PricingLimits.NameCharsMax} characters.");
        return new()
        {
            Model = model,
            Provider = parse.GetValue(options.Provider) ?? "",
            Prices = new(options.PricesOf(parse)),
            ValidFrom = parse.GetValue(options.ValidFrom) is { } time ? Instants.Parse("--valid-from", time) : null,
            KnownSince = context.Time.GetUtcNow(),
            Mode = parse.GetValue(options.Mode) ?? "",
            MaxInputTokens = parse.GetValue(options.MaxInput),
            MaxOutputTokens = parse.GetValue(options.MaxOutput),
            Aliases = [.. parse.GetValue(options.Alias) ?? []],
            Source = parse.GetValue(options.Source) ?? "registered",
            Reason = parse.GetValue(options.Reason) ?? "",
            Force = parse.GetValue(options.Force),
        };
    }

    private static void Tell(RegistrationResult result, CommandContext context)
    {
        if (result.Model is null)
            throw new UserException($"The price is refused; nothing was registered.\n{string.Join('\n', result.Problems.Select(problem => "  " + problem.Message))}");
        foreach (var problem in result.Problems) context.Note($"Forced: {problem.Message}");
    }

    private static void Write(CommandContext context, bool asJson, RegistrationResult result, CostMap map, bool isDryRun)
    {
        var (model, row, effective) = (result.Model!, result.Model!.Rows[^1], result.EffectiveFrom);
        if (asJson)
        {
            JsonLine.Write(context.Out, json =>
            {
                json.WriteStartObject();
                json.WriteNumber("schema_version", 1);
                json.WriteBoolean("dry_run", isDryRun);
                ModelJson.WriteHead(json, map.Get(model.Provider, model.Model)!);
                json.WriteString("valid_from", Instants.Rfc3339(row.ValidFrom));
                json.WriteString("effective_from", Instants.Rfc3339(effective));
                json.WriteString("currency", "USD");
                ModelJson.WriteRates(json, row.Prices);
                ModelJson.WriteCostMap(json, map);
                json.WriteEndObject();
            });
            return;
        }
        var since = effective is null ? "for all times" : $"from {PriceText.Day(effective)} on{(effective == row.ValidFrom ? "" : " (the next quarter of an hour)")}";
        context.Out.WriteLine($"{(isDryRun ? "Would register" : "Registered")} {SafeText.Of(model.FullName)} {since}.");
        PriceTable.Write(context, row.Prices);
        context.Out.WriteLine($"Cost map {map.Version} ({map.Digest}).");
    }
}
