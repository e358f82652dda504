using System.CommandLine;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Models.Remote;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Import;

namespace Accounting.BatchClient.Models;

/// <summary>
/// <c>accounting models register MODEL</c>: adds prices to the cost map that the ledger keeps. Nothing that was known is changed or lost.
/// </summary>
internal static class RegisterCommand
{
    public static Command Create(CommandContext context)
    {
        var options = new RegisterOptions();
        var (ledger, format, json) = (new LedgerOptions(), SharedOptions.Format("table, json"), SharedOptions.Json());
        var command = new DocumentedCommand("register", "Register prices of a model, or of many, from a day on; or correct what was believed.")
        {
            Notes = "Prices are kept in the ledger, which is made if there is none. What is not named stays as it is believed. "
                + "A price takes effect at a quarter of an hour. What is posted already is not changed by it: see 'accounting reprice'.",
            Examples =
            [
                "accounting models register acme-large --input 2.50 --output 10 --cached-input 1.25",
                "accounting models register gpt-4o --input 3 --valid-from 2027-01-01 --source https://openai.com/api/pricing",
                "accounting models register acme-draw --mode image_generation --price output_cost_per_image=0.04",
                "accounting models register acme-1 --input 2 --correction --valid-from 2026-10-06 --valid-to 2026-10-11 --reason \"ten times too high\"",
                "accounting models register --from our-models.json",
            ],
        };
        command.Add(options.Model);
        foreach (var option in options.All.Concat([format, json, .. ledger.All])) command.Add(option);
        command.SetAction(async (parse, cancellationToken) =>
        {
            var asJson = SharedOptions.FormatOf(parse, format, json, context.Settings, "table", "json") == "json";
            var (name, isDryRun) = (ledger.NameOf(parse, context.Settings), parse.GetValue(options.DryRun));
            if (parse.GetValue(options.From) is { } source)
            {
                var (entries, offers) = await ReadAsync(source, options, parse, context, cancellationToken);
                var (changed, all) = Registration.Carry(offers, name, isDryRun, context);
                RegisteredModels.Write(context, asJson, entries, all, changed, isDryRun);
                return ExitCodes.Done;
            }
            var (map, results) = Registration.Carry([Read(options, parse, context)], name, isDryRun, context);
            Registration.Write(context, asJson, results[0], map, isDryRun);
            return ExitCodes.Done;
        });
        return command;
    }

    private static PriceOffer Read(RegisterOptions options, ParseResult parse, CommandContext context)
    {
        var model = parse.GetValue(options.Model)?.Trim() ?? throw UserException.WrongUsage("No model is named. Give MODEL with its prices, or --from.");
        if (model.Length is 0 or > PricingLimits.NameCharsMax)
            throw UserException.WrongUsage($"The model's name is empty or longer than {PricingLimits.NameCharsMax} characters.");
        return Dated(options, parse, context, Registrar.Of(context), new()
        {
            Model = model,
            Provider = parse.GetValue(options.Provider) ?? "",
            Prices = new(options.PricesOf(parse)),
            KnownSince = default,
            Mode = parse.GetValue(options.Mode) ?? "",
            MaxInputTokens = parse.GetValue(options.MaxInput),
            MaxOutputTokens = parse.GetValue(options.MaxOutput),
            Aliases = [.. parse.GetValue(options.Alias) ?? []],
        });
    }

    private static async Task<(ModelEntries Entries, IReadOnlyList<PriceOffer> Offers)> ReadAsync(
        string source, RegisterOptions options, ParseResult parse, CommandContext context, CancellationToken cancellationToken)
    {
        if (parse.GetValue(options.Model) is not null) throw UserException.WrongUsage("MODEL and --from contradict each other. Give one of them.");
        if (options.OfOneModel.FirstOrDefault(option => parse.GetResult(option) is { Implicit: false }) is { } one)
            throw UserException.WrongUsage($"{one.Name} is about one model, and --from names many. Write it into {source}.");
        var entries = ModelEntries.Read(await PriceListSource.ReadAsync(source, parse.GetValue(options.Offline), context, cancellationToken));
        if (entries.Problems.Length > 0)
            throw new UserException(
                $"'{source}' is refused; nothing was registered.\n{string.Join('\n', entries.Problems.Select(problem => "  " + problem.Message))}");
        var said = source == "-" ? Registrar.Of(context) : source;
        return (entries, [.. entries.Offers.Select(offer => Dated(options, parse, context, said, offer))]);
    }

    private static PriceOffer Dated(RegisterOptions options, ParseResult parse, CommandContext context, string source, PriceOffer offer)
    {
        var reason = parse.GetValue(options.Reason) ?? "";
        if (parse.GetValue(options.Force) && string.IsNullOrWhiteSpace(reason))
            throw UserException.WrongUsage("--force needs --reason: say why the price is right. It is kept with the price.");
        if (parse.GetValue(options.Correction) && string.IsNullOrWhiteSpace(reason))
            throw UserException.WrongUsage("--correction needs --reason: say what was wrong. It is kept with the price.");
        return offer with
        {
            ValidFrom = parse.GetValue(options.ValidFrom) is { } from ? Instants.Parse("--valid-from", from) : null,
            ValidTo = parse.GetValue(options.ValidTo) is { } to ? Instants.Parse("--valid-to", to) : null,
            KnownSince = context.Time.GetUtcNow(),
            Kind = parse.GetValue(options.Correction) ? PriceKind.Correction : PriceKind.Price,
            Replaces = parse.GetValue(options.Replace),
            Source = parse.GetValue(options.Source) ?? source,
            Reason = reason,
            Force = parse.GetValue(options.Force),
        };
    }
}
