using System.CommandLine;
using Accounting.BatchClient.CommandLine;
using Accounting.Core.Amounts;

namespace Accounting.BatchClient.Models;

/// <summary>The options of <c>models register</c>.</summary>
internal sealed class RegisterOptions
{
    private static readonly (string Option, string Field, string Description)[] TokenPrices =
    [
        ("--input", "input_cost_per_token", "Price of input."),
        ("--output", "output_cost_per_token", "Price of output."),
        ("--cached-input", "cache_read_input_token_cost", "Price of input read from a cache. Without one: the input price."),
        ("--cache-write", "cache_creation_input_token_cost", "Price of input written to a cache (minutes)."),
        ("--cache-write-1h", "cache_creation_input_token_cost_above_1hr", "Price of input written to a cache (an hour)."),
        ("--reasoning", "output_cost_per_reasoning_token", "Price of reasoning. Without one: the output price."),
        ("--audio-input", "input_cost_per_audio_token", "Price of audio input."),
        ("--audio-output", "output_cost_per_audio_token", "Price of audio output."),
    ];

    private readonly List<(Option<string?> Option, string Field)> _prices =
        [.. TokenPrices.Select(row => (new Option<string?>(row.Option) { Description = row.Description, HelpName = "USD" }, row.Field))];

    public Argument<string?> Model { get; } = new("MODEL") { Description = "The model's name, as logs give it.", Arity = ArgumentArity.ZeroOrOne };
    public Option<string?> From { get; } = new("--from")
    {
        Description = "Models by name with LiteLLM's fields, as JSON: a file, - for standard input, or https://…", HelpName = "FILE|-|URL",
    };
    public Option<string?> ValidTo { get; } = new("--valid-to") { Description = "Until when, exclusive. Default: until further notice.", HelpName = "TIME" };
    public Option<bool> Correction { get; } = new("--correction")
    {
        Description = "What was believed for the period was wrong; needs --reason. Without --valid-from: for all times.",
    };
    public Option<bool> Replace { get; } = new("--replace") { Description = "These are all prices of the model: what is not named is gone from then on." };
    public Option<bool> Offline { get; } = new("--offline")
    {
        Description = "Never touch the network (settings: ACCOUNTING_OFFLINE, ACCOUNTING_LOCAL_COST_MAP).",
    };
    public Option<string?> Provider { get; } = new("--provider", "-p")
    {
        Description = "Who serves it. Default: as known, else any.", HelpName = "NAME",
    };
    public Option<string?> Per { get; } = new("--per")
    {
        Description = "What the prices are for: 1M, 1K or 1 token. Default: 1M.", HelpName = "UNIT",
    };
    public Option<string[]> Field { get; } = new("--price")
    {
        Description = "Any field of LiteLLM's map, in USD per unit: input_cost_per_image=0.002. Repeat for several.",
        HelpName = "FIELD=USD",
    };
    public Option<string?> ValidFrom { get; } = new("--valid-from")
    {
        Description = "From when on. Default: now; since ever for a model without a price.", HelpName = "TIME",
    };
    public Option<string?> Mode { get; } = new("--mode")
    {
        Description = "chat, embedding, image_generation, … Default: as known.", HelpName = "MODE",
    };
    public Option<long?> MaxInput { get; } = new("--max-input-tokens") { Description = "The limit of a prompt.", HelpName = "N" };
    public Option<long?> MaxOutput { get; } = new("--max-output-tokens") { Description = "The limit of an answer.", HelpName = "N" };
    public Option<string[]> Alias { get; } = new("--alias")
    {
        Description = "Another name of the model. Repeat for several.", HelpName = "NAME",
    };
    public Option<string?> Source { get; } = new("--source") { Description = "Where the figures come from.", HelpName = "TEXT" };
    public Option<string?> Reason { get; } = new("--reason") { Description = "Why; kept with the price.", HelpName = "TEXT" };
    public Option<bool> Force { get; } = new("--force")
    {
        Description = "Take a price that the checks take for a mistake; needs --reason.",
    };
    public Option<bool> DryRun { get; } = new("--dry-run") { Description = "Check and show, change nothing." };

    /// <summary>Those that say what something costs.</summary>
    public IEnumerable<Option> PriceOptions => [.. _prices.Select(price => price.Option), Per, Field];

    public IEnumerable<Option> All =>
        [.. PriceOptions, From, Provider, ValidFrom, ValidTo, Correction, Replace, Mode, MaxInput, MaxOutput, Alias, Source, Reason, Force, DryRun, Offline];

    /// <summary>Those that say something about one model, which <see cref="From"/> says of each.</summary>
    public IEnumerable<Option> OfOneModel => [.. PriceOptions, Provider, Mode, MaxInput, MaxOutput, Alias];

    /// <summary>The prices typed, in USD per unit.</summary>
    /// <exception cref="UserException">None, or one that is no number.</exception>
    public IReadOnlyList<KeyValuePair<string, ExactDecimal>> PricesOf(ParseResult parse)
    {
        var per = UnitOf(parse.GetValue(Per));
        var prices = _prices.Where(price => parse.GetValue(price.Option) is not null)
            .Select(price => KeyValuePair.Create(price.Field, NumberOf(price.Option.Name, parse.GetValue(price.Option)!) * per)).ToList();
        foreach (var text in parse.GetValue(Field) ?? [])
        {
            var parts = text.Split('=', 2);
            if (parts.Length < 2 || parts[0].Length == 0)
                throw UserException.WrongUsage(
                    $"--price '{text}' is not FIELD=USD. Expected a field of LiteLLM's map, as in input_cost_per_image=0.002.");
            prices.Add(KeyValuePair.Create(parts[0], NumberOf("--price " + parts[0], parts[1])));
        }
        if (prices.Count == 0)
            throw UserException.WrongUsage(
                "No price is given. Give --input and --output, in USD per million tokens, or --price FIELD=USD.");
        if (prices.GroupBy(price => price.Key, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw UserException.WrongUsage($"{twice.Key} is given twice. Give it once.");
        return prices;
    }

    private static ExactDecimal NumberOf(string option, string text) => ExactDecimal.TryParse(text, out var number)
        ? number
        : throw UserException.WrongUsage($"{option} '{text}' is not a number. Expected a decimal number of US dollars, as in 2.50.");

    private static ExactDecimal UnitOf(string? per) => per?.ToUpperInvariant() switch
    {
        null or "1M" or "M" or "1000000" => new(1, -6),
        "1K" or "K" or "1000" => new(1, -3),
        "1" => ExactDecimal.One,
        _ => throw UserException.WrongUsage($"--per '{per}' is unknown. Expected 1M, 1K or 1."),
    };
}
