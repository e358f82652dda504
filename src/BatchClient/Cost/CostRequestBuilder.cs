using System.CommandLine;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Rendering;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Amounts;
using Accounting.Core.Pricing;

namespace Accounting.BatchClient.Cost;

/// <summary>Puts options and what a response said of itself together; an option counts more.</summary>
internal static class CostRequestBuilder
{
    /// <exception cref="UserException">An option's value is not what it must be.</exception>
    public static CostRequest Build(CostOptions options, ParseResult parse, CallFacts facts, CommandContext context)
    {
        var key = facts.Key;
        string Given(Option<string?> option, string? said) => parse.GetValue(option) ?? said ?? "";
        var custom = CustomOf(options, parse);
        var model = Given(options.Model, key is null ? null : Incomplete.ModelOf(key));
        if (model.Length == 0 && custom is null)
            throw UserException.WrongUsage(
                "No model is given. Give --model NAME, or prices with --input-cost-per-token and --output-cost-per-token.");
        return new()
        {
            Model = model,
            Provider = Given(options.Provider, key?.Provider),
            Quantities = facts.Quantities,
            ServiceTier = Given(options.ServiceTier, key?.ServiceTier),
            Batch = parse.GetValue(options.Batch) || key is { Batch: true },
            Speed = Given(options.Speed, key?.Speed),
            Region = Given(options.Region, key?.Region),
            Residency = Given(options.Residency, key?.Residency),
            ImageSize = Given(options.ImageSize, key?.ImageSize),
            ImageQuality = Given(options.ImageQuality, key?.ImageQuality),
            Time = parse.GetValue(options.At) is { } at ? Instants.Parse("--at", at)
                : key is { Slot.IsUndated: false } ? key.Slot.Start : context.Time.GetUtcNow(),
            CustomPrices = custom,
            Adjustment = new()
            {
                Discount = PartOf(options.Discount, parse, max: ExactDecimal.One),
                Margin = PartOf(options.Margin, parse, max: null),
                FixedMargin = parse.GetValue(options.FixedMargin) is { } amount ? MoneyOf(options.FixedMargin.Name, amount) : Money.Zero,
            },
        };
    }

    private static PriceFields? CustomOf(CostOptions options, ParseResult parse)
    {
        ExactDecimal? Price(Option<string?> option) => parse.GetValue(option) is { } text ? PriceOf(option.Name, text) : null;
        var (input, output, second) = (Price(options.InputPrice), Price(options.OutputPrice), Price(options.SecondPrice));
        var (read, write) = (Price(options.CacheReadPrice), Price(options.CacheWritePrice));
        var isPerToken = (input ?? output ?? read ?? write) is not null;
        if (second is not null && isPerToken)
            throw UserException.WrongUsage("--cost-per-second and prices per token contradict each other. Give one of them.");
        if (second is not null && parse.GetValue(options.Seconds) is null)
            throw UserException.WrongUsage("--cost-per-second needs --seconds N.");
        if (second is not null) return CustomPrices.PerSecond(second.Value);
        if (!isPerToken) return null;
        return input is not null && output is not null
            ? CustomPrices.PerToken(input.Value, output.Value, read, write)
            : throw UserException.WrongUsage("Prices per token need both --input-cost-per-token and --output-cost-per-token.");
    }

    private static ExactDecimal PriceOf(string option, string text) => ExactDecimal.TryParse(text, out var price) && !price.IsNegative && price <= PricingLimits.UnitPriceMax
        ? price
        : throw UserException.WrongUsage(
            $"{option} '{text}' is not a price. Expected US dollars from 0 to {PricingLimits.UnitPriceMax}, as in 0.0000025 or 2.5e-06.");

    private static Money MoneyOf(string option, string text) => Money.TryParse(text, out var money)
        ? money
        : throw UserException.WrongUsage($"{option} '{text}' is not an amount of US dollars. Expected a decimal number, as in 0.01.");

    private static ExactDecimal PartOf(Option<string?> option, ParseResult parse, ExactDecimal? max)
    {
        if (parse.GetValue(option) is not { } text) return ExactDecimal.Zero;
        var isPerCent = text.EndsWith('%');
        if (ExactDecimal.TryParse(isPerCent ? text.AsSpan(0, text.Length - 1) : text, out var number) && !number.IsNegative)
        {
            var part = isPerCent ? number * new ExactDecimal(1, -2) : number;
            if (max is null || part <= max) return part;
        }
        throw UserException.WrongUsage(
            $"{option.Name} '{text}' is not a part. Expected {(max is null ? "0 or more" : "0 to 1")}, as in 0.05, or per cent, as in 5%.");
    }
}
