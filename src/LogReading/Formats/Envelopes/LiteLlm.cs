using Accounting.LogReading.Calls;
using Accounting.LogReading.Formats.Usage;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Envelopes;

/// <summary>
/// What LiteLLM's two logs have in common. The full usage stands in the metadata, else in the response, else only the totals do. Failures
/// and answers out of LiteLLM's own
/// cache are not billable: no provider was paid for them.
/// </summary>
internal static class LiteLlm
{
    public static void Read(Record record, Call call)
    {
        var root = record.Root;
        if (root["status"u8].Is("failure"u8) || IsCacheHit(root["cache_hit"u8]))
        {
            call.IsNotBillable = true;
            return;
        }
        var metadata = record.Nested.Open(root["metadata"u8]);
        var response = record.Nested.Open(root["response"u8]);
        var parameters = root["model_parameters"u8];
        ReadTenant(root, metadata, call);
        call.CallType = CallTypeOf(root["call_type"u8], call);
        call.Batch = root["call_type"u8].Is("retrieve_batch"u8) || root["call_type"u8].Is("aretrieve_batch"u8);
        call.Provider = Providers.Canonical(call.NameOf(root["custom_llm_provider"u8]));
        call.StartTime = root["startTime"u8];
        call.EndTime = root["endTime"u8];
        ReadModels(root, response, call);
        call.Text = new(TextShape.Chat, RequestIn(record, root), response);
        var usage = ReadUsage(root, metadata, response, call);
        var served = Surroundings.FirstOf(response["service_tier"u8], usage["service_tier"u8]);
        if (served.Is("batch"u8)) call.Batch = true;
        else call.ServiceTier = Tiers.Of(call, served, parameters["service_tier"u8]);
        AnthropicUsage.ReadPlace(usage, call);
        call.ImageSize = call.NameOf(parameters["size"u8]);
        call.ImageQuality = call.NameOf(parameters["quality"u8]);
        Searches.ReadCalls(response, call);
        RecordedPair.ReadAddress(record, call);
    }

    private static bool IsCacheHit(JsonValue hit) => hit.IsTrue || hit.Is("True"u8) || hit.Is("true"u8);

    private static void ReadTenant(JsonValue root, JsonValue metadata, Call call)
    {
        Tenants.OfferNamed(metadata["spend_logs_metadata"u8], call);
        call.OfferTenant(Given(metadata["user_api_key_team_alias"u8]));
        call.OfferTenant(Given(metadata["user_api_key_team_id"u8]));
        call.OfferTenant(Given(root["team_id"u8]));
        call.OfferTenant(Given(metadata["user_api_key_org_id"u8]));
        call.OfferTenant(Given(root["organization_id"u8]));
        call.OfferTenant(Given(metadata["user_api_key_alias"u8]));
        call.OfferTenant(Given(root["end_user"u8]));
        call.OfferTenant(Given(metadata["user_api_key_end_user_id"u8]));
        call.OfferTenant(Given(root["user"u8]));
        call.OfferTenant(Given(metadata["user_api_key_user_id"u8]));
    }

    // LiteLLM writes empty strings for what it does not know.
    private static JsonValue Given(JsonValue value) => value.Raw.IsEmpty ? default : value;

    // The response's own model is the most exact one; "model" is what LiteLLM called, "model_group" what the product asked for.
    private static void ReadModels(JsonValue root, JsonValue response, Call call)
    {
        var model = call.NameOf(root["model"u8]);
        call.ResponseModel = call.NameOf(response["model"u8]);
        if (call.ResponseModel.IsEmpty)
        {
            call.ResponseModel = model;
            call.RequestedModel = call.NameOf(root["model_group"u8]);
        }
        else
        {
            call.RequestedModel = model;
        }
    }

    private static JsonValue ReadUsage(JsonValue root, JsonValue metadata, JsonValue response, Call call)
    {
        var usage = Surroundings.FirstOf(metadata["usage_object"u8], root["hidden_params"u8]["usage_object"u8], response["usage"u8]);
        AnyUsage.Read(usage, call);
        if (call.HasUsage) return usage;
        ChatUsage.Read(root, call);
        var more = metadata["additional_usage_values"u8];
        if (call.HasUsage && more.IsObject) ChatUsage.ReadDetails(more, call);
        return more;
    }

    private static JsonValue RequestIn(Record record, JsonValue root)
    {
        var request = root["proxy_server_request"u8];
        if (request.HasValue) request = record.Nested.Open(request);
        if (request["body"u8].IsObject) request = request["body"u8];
        return request["messages"u8].IsArray ? request : root;
    }

    // acompletion is the asynchronous completion, which is LiteLLM's word for chat.
    private static Name CallTypeOf(JsonValue type, Call call)
    {
        var name = type.Utf8;
        if (name.SequenceEqual("completion"u8) || name.SequenceEqual("acompletion"u8) || name.SequenceEqual("anthropic_messages"u8)) return CallTypes.Chat;
        if (name.SequenceEqual("text_completion"u8) || name.SequenceEqual("atext_completion"u8)) return CallTypes.Completion;
        if (name.SequenceEqual("embedding"u8) || name.SequenceEqual("aembedding"u8)) return CallTypes.Embedding;
        if (name.SequenceEqual("responses"u8) || name.SequenceEqual("aresponses"u8)) return CallTypes.Responses;
        var isAsynchronous = name.Length > 1 && name[0] == 'a' && !name.StartsWith("anthropic"u8) && !name.StartsWith("audio"u8);
        return call.NameOf(isAsynchronous ? name[1..] : name);
    }
}
