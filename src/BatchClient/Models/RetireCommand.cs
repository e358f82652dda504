using System.CommandLine;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Rendering;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Pricing;
using Accounting.Storage;

namespace Accounting.BatchClient.Models;

/// <summary><c>accounting models retire MODEL</c>: from a day on the model has no price, and its calls are unpriced.</summary>
internal static class RetireCommand
{
    public static Command Create(CommandContext context)
    {
        var model = new Argument<string>("MODEL") { Description = "The model's name, as the cost map has it." };
        var provider = new Option<string?>("--provider", "-p") { Description = "Who serves it, where several do.", HelpName = "NAME" };
        var validFrom = new Option<string>("--valid-from") { Description = "From when on it has no price.", HelpName = "TIME", Required = true };
        var reason = new Option<string>("--reason") { Description = "Why; kept with the price.", HelpName = "TEXT", Required = true };
        var source = new Option<string?>("--source") { Description = "Where that is said.", HelpName = "TEXT" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Check and show, change nothing." };
        var (ledger, format, json) = (new LedgerOptions(), SharedOptions.Format("table, json"), SharedOptions.Json());
        var command = new DocumentedCommand("retire", "Say that a model has no price any more, from a day on.")
        {
            Notes = "Calls from then on are unpriced, and said to be so. 'accounting models register' brings the model back.",
            Examples = ["accounting models retire gpt-4-32k --valid-from 2025-06-06 --reason \"switched off by the provider\""],
        };
        command.Add(model);
        foreach (var option in (Option[])[provider, validFrom, reason, source, dryRun, format, json, .. ledger.All]) command.Add(option);
        command.SetAction(parse =>
        {
            var asJson = SharedOptions.FormatOf(parse, format, json, context.Settings, "table", "json") == "json";
            var name = ledger.NameOf(parse, context.Settings);
            if (string.IsNullOrWhiteSpace(parse.GetRequiredValue(reason)))
                throw UserException.WrongUsage("--reason is empty: say why. It is kept with the price.");
            var known = Named(CostMapReader.Read(name, context), parse.GetRequiredValue(model), parse.GetValue(provider));
            var offer = new PriceOffer
            {
                Provider = known.Provider,
                Model = known.Model,
                Prices = PriceFields.None,
                Replaces = true,
                ValidFrom = Instants.Parse("--valid-from", parse.GetRequiredValue(validFrom)),
                KnownSince = context.Time.GetUtcNow(),
                Source = parse.GetValue(source) ?? Registrar.Of(context),
                Reason = parse.GetRequiredValue(reason),
            };
            var (map, results) = Registration.Carry([offer], name, parse.GetValue(dryRun), context);
            Registration.Write(context, asJson, results[0], map, parse.GetValue(dryRun));
            return ExitCodes.Done;
        });
        return command;
    }

    // A name that leads to its entry by a rule only would retire more than was named.
    private static (string Provider, string Model) Named(CostMap map, string name, string? provider)
    {
        var found = CostMapReader.Resolve(map, name, provider);
        var model = found.Model!;
        if (name == model.Model || name == model.FullName) return (model.Provider, model.Model);
        if (model.Aliases.Contains(name)) return (model.Provider, name);
        throw new UserException($"'{name}' is no entry of the cost map: it is priced as {model.FullName} ({found.Why}). Name that one to retire it.");
    }
}
