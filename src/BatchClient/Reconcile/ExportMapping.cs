using Accounting.Core.Reconciling;

namespace Accounting.BatchClient.Reconcile;

/// <summary>Which fields of an export say what. A list of names: the first that a row has counts; of token fields the sum of those that it has.</summary>
internal sealed record ExportMapping
{
    public required string Name { get; init; }
    /// <summary>A row that has one of them is of this kind; empty: any row.</summary>
    public IReadOnlyList<string> Marks { get; init; } = [];
    /// <summary>In JSON: where the rows stand, as a dotted path; empty: where they are found.</summary>
    public string Rows { get; init; } = "";
    /// <summary>A date, an RFC 3339 time or seconds since 1970, UTC: when the row's time begins.</summary>
    public required IReadOnlyList<string> Day { get; init; }
    public required IReadOnlyList<string> Model { get; init; }
    public IReadOnlyList<string> Amount { get; init; } = [];
    /// <summary>Whether amounts are in cents, not in dollars.</summary>
    public bool AmountIsCents { get; init; }
    public IReadOnlyList<string> Currency { get; init; } = [];
    public IReadOnlyList<string> Calls { get; init; } = [];
    /// <summary>Fields that say <c>true</c> or <c>batch</c> of batch calls.</summary>
    public IReadOnlyList<string> Batch { get; init; } = [];
    public IReadOnlyDictionary<UsageGroup, IReadOnlyList<string>> Tokens { get; init; } = new Dictionary<UsageGroup, IReadOnlyList<string>>();
    /// <summary>Whether what was read from or written to a cache is counted in the input too.</summary>
    public bool InputIncludesCache { get; init; }

    /// <summary>The exports of a provider that are known; null: none are.</summary>
    public static IReadOnlyList<ExportMapping>? Of(string provider) => provider switch
    {
        "openai" => [OpenAiUsage, OpenAiCosts],
        "anthropic" => [AnthropicUsage, AnthropicCosts],
        _ => null,
    };

    private static readonly ExportMapping OpenAiUsage = new()
    {
        Name = "OpenAI's usage export",
        Marks = ["num_model_requests"],
        Day = ["start_time", "start_time_iso"],
        Model = ["model"],
        Calls = ["num_model_requests"],
        Batch = ["batch"],
        Tokens = new Dictionary<UsageGroup, IReadOnlyList<string>>
        {
            [UsageGroup.Input] = ["input_tokens"],
            [UsageGroup.CachedInput] = ["input_cached_tokens"],
            [UsageGroup.CacheWrite] = ["input_cache_write_tokens"],
            [UsageGroup.Output] = ["output_tokens"],
            [UsageGroup.AudioInput] = ["input_audio_tokens"],
            [UsageGroup.AudioOutput] = ["output_audio_tokens"],
        },
        InputIncludesCache = true,
    };

    private static readonly ExportMapping OpenAiCosts = new()
    {
        Name = "OpenAI's cost export",
        Marks = ["amount.value", "amount_value"],
        Day = ["start_time", "start_time_iso"],
        Model = ["line_item"],
        Amount = ["amount.value", "amount_value"],
        Currency = ["amount.currency", "amount_currency"],
    };

    private static readonly ExportMapping AnthropicUsage = new()
    {
        Name = "Anthropic's usage export",
        Marks = ["uncached_input_tokens", "usage_input_tokens_no_cache"],
        Day = ["starting_at", "usage_date_utc"],
        Model = ["model", "model_version"],
        Batch = ["service_tier", "usage_type"],
        Tokens = new Dictionary<UsageGroup, IReadOnlyList<string>>
        {
            [UsageGroup.Input] = ["uncached_input_tokens", "usage_input_tokens_no_cache"],
            [UsageGroup.CachedInput] = ["cache_read_input_tokens", "usage_input_tokens_cache_read"],
            [UsageGroup.CacheWrite] =
            [
                "cache_creation.ephemeral_5m_input_tokens", "cache_creation.ephemeral_1h_input_tokens", "usage_input_tokens_cache_write_5m", "usage_input_tokens_cache_write_1h",
            ],
            [UsageGroup.Output] = ["output_tokens", "usage_output_tokens"],
        },
    };

    // The console's file has dollars in a field of another name than the interface's cents.
    private static readonly ExportMapping AnthropicCosts = new()
    {
        Name = "Anthropic's cost export",
        Marks = ["cost_usd", "amount"],
        Day = ["starting_at", "usage_date_utc"],
        Model = ["model", "description"],
        Amount = ["cost_usd", "amount"],
        AmountIsCents = true,
        Currency = ["currency"],
    };
}
