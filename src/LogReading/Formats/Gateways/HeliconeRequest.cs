using Accounting.LogReading.Calls;
using Accounting.LogReading.Formats.Envelopes;
using Accounting.LogReading.Formats.Usage;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Gateways;

/// <summary>A row of a Helicone export. The answer's own usage counts where the row holds the answer, else the row's counts. What
/// Helicone answered itself, out of its cache, nobody was paid for.</summary>
internal sealed class HeliconeRequest : ILogFormat
{
    public string Name => "helicone";

    public IReadOnlyList<string> Keys => ["request_created_at"];

    public bool Matches(Record record) => record.Root["request_created_at"u8].HasValue
        && (record.Root["response_id"u8].HasValue || record.Root["request_id"u8].HasValue);

    public void Read(Record record, Call call)
    {
        var root = record.Root;
        if ((root["response_status"u8].TryGetInt64(out var status) && status != 200) || IsFromCache(root))
        {
            call.IsNotBillable = true;
            return;
        }
        Tenants.OfferNamed(root, call);
        Tenants.OfferNamed(record.Nested.Open(root["request_properties"u8]), call);
        Tenants.OfferNamed(record.Nested.Open(root["properties"u8]), call);
        call.OfferId(root["request_id"u8]);
        call.OfferTenant(Surroundings.FirstOf(root["request_user_id"u8], root["user_id"u8]));
        call.Provider = Providers.Canonical(call.LowerNameOf(root["provider"u8]));
        var response = RecordedPair.OpenResponse(record, root["response_body"u8]);
        var request = record.Nested.Open(root["request_body"u8]);
        record.Formats.BodyOf(response)?.Read(request, response, call);
        if (call.CallType.IsEmpty) call.CallType = CallTypes.Chat;
        if (call.NameOf(root["response_model"u8]) is { IsEmpty: false } model) call.ResponseModel = model;
        if (call.RequestedModel.IsEmpty) call.RequestedModel = call.NameOf(Surroundings.FirstOf(root["model_override"u8], root["request_model"u8], root["model"u8]));
        if (!call.HasUsage) ReadCounts(root, call);
        call.StartTime = root["request_created_at"u8];
        call.EndTime = root["response_created_at"u8];
        call.OfferCost(Surroundings.FirstOf(root["costUSD"u8], root["cost_usd"u8], root["cost"u8]));
    }

    private static void ReadCounts(JsonValue root, Call call)
    {
        var (prompt, completion) = (call.Count(root, "prompt_tokens"u8), call.Count(root, "completion_tokens"u8));
        if (prompt is null && completion is null) return;
        call.HasUsage = true;
        ref var into = ref call.Usage;
        (into.PromptTokens, into.CompletionTokens) = (prompt ?? 0, completion ?? 0);
        into.TotalTokens = call.Count(root, "total_tokens"u8);
        into.CachedTokens = call.Count(root, "prompt_cache_read_tokens"u8);
        into.CacheWriteTokens = call.Count(root, "prompt_cache_write_tokens"u8);
        into.PromptAudioTokens = call.Count(root, "prompt_audio_tokens"u8);
        into.CompletionAudioTokens = call.Count(root, "completion_audio_tokens"u8);
        into.ReasoningTokens = call.Count(root, "reasoning_tokens"u8);
        CacheSide.Include(ref into, isBesideByRule: call.Provider.Text == "anthropic" || Providers.OfModel(call.ResponseModel) == Providers.Anthropic);
    }

    // The id of an answer that was kept; none, or one of zeros, is none.
    private static bool IsFromCache(JsonValue root)
    {
        var kept = root["cache_reference_id"u8];
        return kept.IsString && !kept.Raw.IsEmpty && kept.Raw.ContainsAnyExcept("0-"u8);
    }
}
