using Accounting.Core.Ledger;
using Accounting.LogReading.Calls;
using Accounting.LogReading.Formats.Envelopes;
using Accounting.LogReading.Formats.Splitting;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Gateways;

/// <summary>
/// A result of OpenAI's usage report, in its bucket of time: a sum over many requests, as its interface answers it or as a row of its
/// export. Text input includes cached text; audio stands beside it.
/// A bucket that was fetched before it was over is another amount under the same id, and so a conflict.
/// </summary>
internal sealed class OpenAiUsage : ILogFormat
{
    public string Name => "openai-usage";

    public IReadOnlyList<string> Keys => ["results", "num_model_requests"];

    public bool Matches(Record record) => IsResult(ResultIn(record.Root));

    public void Read(Record record, Call call)
    {
        var root = record.Root;
        var result = ResultIn(root);
        if (result["object"u8].Is("organization.costs.result"u8))
        {
            call.IsNotBillable = true;
            return;
        }
        var start = Surroundings.FirstOf(root["start_time"u8], root["start_time_iso"u8]);
        if (!start.HasValue)
        {
            call.Reject(
                RejectReasons.InvalidTime,
                "The usage result stands without its bucket's 'start_time', so that neither its time nor its id is known. Bill the whole bucket.");
            return;
        }
        call.StartTime = start;
        call.Provider = Providers.OpenAi;
        call.CallType = result["object"u8].Is("organization.usage.embeddings.result"u8) ? CallTypes.Embedding : CallTypes.Chat;
        call.ResponseModel = call.NameOf(result["model"u8]);
        call.Batch = result["batch"u8].IsTrue || result["batch"u8].Is("true"u8) || result["batch"u8].Is("True"u8) || result["service_tier"u8].Is("batch"u8);
        call.ServiceTier = result["service_tier"u8].Is("batch"u8) ? Calls.Name.Empty : Tiers.Of(call, result["service_tier"u8]);
        Tenants.OfferNamed(result, call);
        call.OfferTenant(Surroundings.FirstOf(result["project_id"u8], result["user_id"u8], result["api_key_id"u8]));
        call.OfferId([
            start, root["end_time"u8], result["object"u8], result["project_id"u8], result["user_id"u8], result["api_key_id"u8], result["model"u8], result["batch"u8],
            result["service_tier"u8]]);
        ReadUsage(result, call);
    }

    private static void ReadUsage(JsonValue result, Call call)
    {
        call.Requests = call.Count(result, "num_model_requests"u8) ?? 0;
        if (!result["input_tokens"u8].HasValue && !result["output_tokens"u8].HasValue)
        {
            call.Reject(
                RejectReasons.NoUsage,
                $"A result of the kind '{result["object"u8].GetString()}' names no tokens. Only completions, embeddings and moderations are read from OpenAI's usage report.");
            return;
        }
        call.HasUsage = true;
        var audio = call.Count(result, "input_audio_tokens"u8) ?? 0;
        ref var into = ref call.Usage;
        into.CachedTokens = call.Count(result, "input_cached_tokens"u8);
        into.CachedAudioTokens = call.Count(result, "input_cached_audio_tokens"u8);
        into.CacheWriteTokens = call.Count(result, "input_cache_write_tokens"u8);
        into.PromptTokens = (call.Count(result, "input_tokens"u8) ?? 0) + audio;
        into.PromptAudioTokens = audio;
        var spoken = call.Count(result, "output_audio_tokens"u8) ?? 0;
        into.CompletionAudioTokens = spoken;
        into.CompletionTokens = (call.Count(result, "output_tokens"u8) ?? 0) + spoken;
    }

    private static JsonValue ResultIn(JsonValue root)
    {
        if (!UsageSplitter.IsBucket(root)) return root;
        foreach (var result in root["results"u8]) return result;
        return default;
    }

    private static bool IsResult(JsonValue result)
    {
        var kind = result["object"u8];
        if (kind.IsString && kind.Utf8.StartsWith("organization."u8)) return kind.Utf8.EndsWith(".result"u8);
        return result["num_model_requests"u8].HasValue && result["input_tokens"u8].HasValue;
    }
}
