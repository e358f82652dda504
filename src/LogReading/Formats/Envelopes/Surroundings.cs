using Accounting.LogReading.Calls;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Envelopes;

/// <summary>What gateways and loggers write around a body, under the names that are common.</summary>
internal static class Surroundings
{
    /// <summary>What goes before the body's own fields: a tenant, the time, the provider.</summary>
    public static void ReadFirst(JsonValue owner, Call call)
    {
        Tenants.OfferNamed(owner, call);
        Tenants.OfferNamed(owner["metadata"u8], call);
        var provider = owner["provider"u8];
        if (provider.IsString) call.Provider = Providers.Canonical(call.NameOf(provider));
        call.StartTime = FirstOf(
            owner["start_time"u8], owner["startTime"u8], owner["started_at"u8], owner["request_time"u8], owner["timestamp"u8], owner["time"u8]);
        call.EndTime = FirstOf(owner["recorded_at"u8], owner["end_time"u8], owner["endTime"u8], owner["completed_at"u8], owner["logged_at"u8]);
    }

    /// <summary>What counts only where the body says nothing.</summary>
    public static void ReadLast(JsonValue owner, Call call)
    {
        Tenants.OfferFrom(owner, call);
        if (!call.CreatedTime.HasValue) call.CreatedTime = FirstOf(owner["created"u8], owner["created_at"u8]);
        call.OfferId(owner["request_id"u8]);
        call.OfferId(owner["id"u8]);
        call.OfferCost(FirstOf(owner["response_cost"u8], owner["cost_usd"u8], owner["costUSD"u8], owner["cost"u8]));
        if (call.ResponseModel.IsEmpty && call.RequestedModel.IsEmpty)
            call.RequestedModel = call.NameOf(FirstOf(owner["model"u8], owner["modelId"u8], owner["model_id"u8]));
    }

    /// <summary>The first value that is neither missing, null nor an empty string.</summary>
    public static JsonValue FirstOf(params ReadOnlySpan<JsonValue> values)
    {
        foreach (var value in values)
            if (value.HasValue && !(value.IsString && value.Raw.IsEmpty)) return value;
        return default;
    }
}
