using System.CommandLine;
using Accounting.BatchClient.CommandLine;

namespace Accounting.BatchClient.Cost;

/// <summary>The options of <c>cost</c>.</summary>
internal sealed class CostOptions
{
    public Option<string?> Model { get; } = Text("--model", "The model, as a log or a person names it.", "NAME");
    public Option<string?> Provider { get; } = Text("--provider", "Who served the call.", "NAME");

    public Option<long?> Input { get; } = Tokens("--input-tokens", "Input tokens, without cached and written ones.");
    public Option<long?> Cached { get; } = Tokens("--cached-input-tokens", "Input tokens read from a cache.");
    public Option<long?> CacheWrite { get; } = Tokens("--cache-write-tokens", "Input tokens written to a cache (minutes).");
    public Option<long?> CacheWrite1h { get; } = Tokens("--cache-write-1h-tokens", "Input tokens written to a cache (an hour).");
    public Option<long?> Output { get; } = Tokens("--output-tokens", "Output tokens, without reasoning.");
    public Option<long?> Reasoning { get; } = Tokens("--reasoning-tokens", "Reasoning tokens.");
    public Option<string[]> Quantity { get; } = new("--quantity")
    {
        Description = "Any other meter: audio_input_tokens=50, output_images=2. Repeat for several.", HelpName = "METER=N",
    };
    public Option<string?> Usage { get; } = Text("--usage", "A usage block as OpenAI, Anthropic, Gemini or Bedrock report it, or {meter: n}.", "JSON");
    public Option<string?> Prompt { get; } = Text("--prompt", "Text of the prompt, counted.", "TEXT");
    public Option<string?> Completion { get; } = Text("--completion", "Text of the answer, counted.", "TEXT");
    public Option<string?> Response { get; } = Text("--response", "A file with a response, or with a request and its response.", "FILE");

    public Option<string?> ServiceTier { get; } = Text("--service-tier", "flex, priority, ….", "NAME");
    public Option<bool> Batch { get; } = new("--batch") { Description = "At batch prices." };
    public Option<string?> Speed { get; } = Text("--speed", "Anthropic's speed: fast.", "NAME");
    public Option<string?> Region { get; } = Text("--region", "Cloud region, as in us-east-1.", "NAME");
    public Option<string?> Residency { get; } = Text("--residency", "Where data must stay: us, eu.", "NAME");
    public Option<string?> ImageSize { get; } = Text("--image-size", "1024x1024, ….", "SIZE");
    public Option<string?> ImageQuality { get; } = Text("--image-quality", "hd, high, ….", "NAME");
    public Option<string?> At { get; } = Text("--at", "When the call was made: decides the price. Default: the response's time, else now.", "TIME");

    public Option<string?> Discount { get; } = Text("--discount", "A fraction or per cent off: 0.05, 5%.", "PART");
    public Option<string?> Margin { get; } = Text("--margin", "A fraction or per cent on top, after the discount.", "PART");
    public Option<string?> FixedMargin { get; } = Text("--fixed-margin", "USD added to the call.", "USD");
    public Option<string?> InputPrice { get; } = Text("--input-cost-per-token", "USD per input token, in place of the map's prices.", "USD");
    public Option<string?> OutputPrice { get; } = Text("--output-cost-per-token", "USD per output token.", "USD");
    public Option<string?> CacheReadPrice { get; } = Text("--cache-read-cost-per-token", "USD per cached token. Without: the input price.", "USD");
    public Option<string?> CacheWritePrice { get; } = Text("--cache-write-cost-per-token", "USD per written token. Without: the input price.", "USD");
    public Option<string?> SecondPrice { get; } = Text("--cost-per-second", "USD per second of the call; needs --seconds.", "USD");
    public Option<string?> Seconds { get; } = Text("--seconds", "How long the call took.", "N");

    public LedgerOptions Ledger { get; } = new();
    public Option<string?> Format { get; } = SharedOptions.Format("table, json");
    public Option<bool> Json { get; } = SharedOptions.Json();

    public IReadOnlyList<Option> All =>
    [
        Model, Provider, Input, Cached, CacheWrite, CacheWrite1h, Output, Reasoning, Quantity, Usage, Prompt, Completion, Response,
        ServiceTier, Batch, Speed, Region, Residency, ImageSize, ImageQuality, At, Discount, Margin, FixedMargin,
        InputPrice, OutputPrice, CacheReadPrice, CacheWritePrice, SecondPrice, Seconds, Format, Json, .. Ledger.All,
    ];

    private static Option<string?> Text(string name, string description, string value) => new(name) { Description = description, HelpName = value };

    private static Option<long?> Tokens(string name, string description) => new(name) { Description = description, HelpName = "N" };
}
