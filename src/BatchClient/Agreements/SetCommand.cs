using System.CommandLine;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Models;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Amounts;
using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Agreements;

namespace Accounting.BatchClient.Agreements;

/// <summary><c>accounting agreements set</c>: what a tenant pays beside the cost map, from a day on.</summary>
internal static class SetCommand
{
    private const string Notes =
        """
        A discount is taken off first, then the margin is added: 5% and 10% make 0.95 x 1.10 of each price. What names the tenant comes before what holds for all
        tenants, what names the provider before what holds for any; only one of them holds. A price of a model (--model) takes the place of the cost map's, and discount
        and margin are applied to it too. Images, videos and realtime sessions know no discount and no margin. What is posted already is not changed: see reprice.
        """;

    public static Command Create(CommandContext context)
    {
        var (party, prices) = (new PartyOptions(), new RegisterOptions());
        var discount = new Option<string?>("--discount") { Description = "As 5% or 0.05.", HelpName = "PART" };
        var margin = new Option<string?>("--margin") { Description = "As 10% or 0.10, on what the discount leaves.", HelpName = "PART" };
        var until = new Option<string?>("--valid-to") { Description = "When it ends. Default: until another one follows.", HelpName = "TIME" };
        var (ledger, format, json) = (new LedgerOptions(), SharedOptions.Format("table, json"), SharedOptions.Json());
        var command = new DocumentedCommand("set", "Agree on a discount, a margin or a price with a tenant.")
        {
            Notes = Notes,
            Examples =
            [
                "accounting agreements set --tenant acme --discount 5% --margin 10% --source contract-2026-07",
                "accounting agreements set --tenant acme --provider openai --discount 8% --valid-from 2027-01-01",
                "accounting agreements set --tenant acme --model gpt-4o --input 2.25 --output 9",
            ],
        };
        Option[] own = [.. party.All, discount, margin, .. prices.PriceOptions, until, prices.Force, prices.DryRun];
        foreach (var option in (Option[])[.. own, format, json, .. ledger.All]) command.Add(option);
        command.SetAction(parse =>
        {
            var asJson = SharedOptions.FormatOf(parse, format, json, context.Settings, "table", "json") == "json";
            return AgreementOffers.Carry(parse, party, ledger, parse.GetValue(prices.DryRun), asJson, context, offer => offer with
            {
                Prices = new(PricesOf(parse, party, prices, (discount, Agreement.DiscountField), (margin, Agreement.MarginField))),
                ValidTo = parse.GetValue(until) is { } time ? Instants.Parse("--valid-to", time) : null,
                Force = parse.GetValue(prices.Force),
            });
        });
        return command;
    }

    private static IReadOnlyList<KeyValuePair<string, ExactDecimal>> PricesOf(
        ParseResult parse, PartyOptions party, RegisterOptions prices, params ReadOnlySpan<(Option<string?> Option, string Field)> terms)
    {
        var given = new List<KeyValuePair<string, ExactDecimal>>();
        foreach (var (option, field) in terms)
            if (parse.GetValue(option) is { } text) given.Add(KeyValuePair.Create(field, PartOf(option.Name, text)));
        if (parse.GetValue(party.Model) is null)
        {
            if (prices.PriceOptions.Any(option => parse.GetResult(option) is { Implicit: false }))
                throw UserException.WrongUsage("A price needs --model: say whose price it is.");
            return given.Count > 0 ? given : throw UserException.WrongUsage("Nothing is agreed. Give --discount, --margin, or --model with its prices.");
        }
        return given.Count == 0 ? prices.PricesOf(parse)
            : throw UserException.WrongUsage("--discount and --margin hold for all models: agree on them without --model.");
    }

    private static ExactDecimal PartOf(string option, string text)
    {
        var isPercent = text.EndsWith('%');
        if (!ExactDecimal.TryParse(isPercent ? text[..^1].TrimEnd() : text, out var number))
            throw UserException.WrongUsage($"{option} '{text}' is not a number. Expected a part, as in 5% or 0.05.");
        return isPercent ? number * new ExactDecimal(1, -2) : number;
    }
}
