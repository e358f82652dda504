using Accounting.LogReading.Calls;
using Accounting.LogReading.Formats.Envelopes;
using Accounting.LogReading.Formats.Splitting;
using Accounting.LogReading.Formats.Usage;
using Accounting.Core.Usage;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Gateways;

/// <summary>A result of Anthropic's usage report, in its bucket of time: a sum over many requests. Input stands without caches; the
/// window of the context tells the price of long prompts.</summary>
internal sealed class AnthropicUsageReport : ILogFormat
{
    // Anthropic's long context begins beyond it.
    private const long LongContext = 200_000;

    public string Name => "anthropic-usage";

    public IReadOnlyList<string> Keys => ["results", "uncached_input_tokens"];

    public bool Matches(Record record) => ResultIn(record.Root)["uncached_input_tokens"u8].HasValue;

    public void Read(Record record, Call call)
    {
        var root = record.Root;
        var result = ResultIn(root);
        call.StartTime = root["starting_at"u8];
        call.Provider = Providers.Anthropic;
        call.CallType = CallTypes.Chat;
        call.ResponseModel = call.NameOf(result["model"u8]);
        var tier = result["service_tier"u8];
        call.Batch = tier.Is("batch"u8);
        call.ServiceTier = call.Batch ? Calls.Name.Empty : Tiers.Of(call, tier);
        AnthropicUsage.ReadPlace(result, call);
        Tenants.OfferNamed(result, call);
        call.OfferTenant(Surroundings.FirstOf(result["workspace_id"u8], result["api_key_id"u8]));
        call.OfferId([
            root["starting_at"u8], root["ending_at"u8], result["workspace_id"u8], result["api_key_id"u8], result["model"u8], tier,
            result["context_window"u8], result["inference_geo"u8], result["speed"u8]]);
        ReadUsage(result, call);
    }

    private static void ReadUsage(JsonValue result, Call call)
    {
        call.HasUsage = true;
        ref var into = ref call.Usage;
        into.CachedTokens = call.Count(result, "cache_read_input_tokens"u8) ?? 0;
        into.CacheWrite5mTokens = call.Count(result["cache_creation"u8], "ephemeral_5m_input_tokens"u8) ?? 0;
        into.CacheWrite1hTokens = call.Count(result["cache_creation"u8], "ephemeral_1h_input_tokens"u8) ?? 0;
        var written = into.CacheWrite5mTokens.Value + into.CacheWrite1hTokens.Value;
        into.CacheWriteTokens = written;
        into.PromptTokens = (call.Count(result, "uncached_input_tokens"u8) ?? 0) + into.CachedTokens.Value + written;
        into.CompletionTokens = call.Count(result, "output_tokens"u8) ?? 0;
        call.Meters.Add(Meter.WebSearchesMedium, call.Count(result["server_tool_use"u8], "web_search_requests"u8) ?? 0);
        // Without a window the prompts' sizes are not known; most are short.
        call.PromptSize = result["context_window"u8].Is("200k-1M"u8) ? LongContext + 1 : 1;
    }

    private static JsonValue ResultIn(JsonValue root)
    {
        if (!root["results"u8].IsArray) return root;
        foreach (var result in root["results"u8]) return result;
        return default;
    }
}
