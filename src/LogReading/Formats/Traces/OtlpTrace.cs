using Accounting.LogReading.Calls;
using Accounting.LogReading.Formats.Envelopes;
using Accounting.LogReading.Formats.Usage;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Traces;

/// <summary>
/// A span of OpenTelemetry, in an export of one span or alone: GenAI's conventions, new and old, and OpenInference's. Only spans of calls
/// are billed: agents, chains, workflows and tools stand above
/// them and repeat their tokens.
/// </summary>
internal sealed class OtlpTrace : ILogFormat
{
    public string Name => "otlp";

    public IReadOnlyList<string> Keys => ["resourceSpans", "spanId"];

    public bool Matches(Record record) =>
        record.Root["resourceSpans"u8].IsArray
        || (record.Root["spanId"u8].IsString && record.Root["traceId"u8].IsString && (record.Root["attributes"u8].IsArray || record.Root["attributes"u8].IsObject));

    public void Read(Record record, Call call)
    {
        var (resource, span) = SpanIn(record.Root);
        var attributes = new OtlpAttributes(span["attributes"u8]);
        if (!OtlpOperations.IsCall(attributes))
        {
            call.IsNotBillable = true;
            return;
        }
        ReadNames(span, attributes, call);
        OtlpUsage.Read(attributes, call);
        if (HasFailed(span, attributes) && !HasUsed(call))
        {
            call.IsNotBillable = true;
            return;
        }
        if (!call.HasUsage) OtlpText.Read(record, span, attributes, call);
        OfferTenant(attributes, call);
        var around = new OtlpAttributes(resource["attributes"u8]);
        OfferTenant(around, call);
        call.OfferTenant(attributes.First("user.id"u8, "enduser.id"u8, "langfuse.user.id"u8));
        call.OfferTenant(around["service.name"u8]);
    }

    private static void ReadNames(JsonValue span, OtlpAttributes attributes, Call call)
    {
        call.ResponseModel = call.NameOf(attributes["gen_ai.response.model"u8]);
        call.RequestedModel = call.NameOf(attributes.First("gen_ai.request.model"u8, "llm.model_name"u8, "embedding.model_name"u8));
        call.Provider = Providers.Canonical(call.LowerNameOf(attributes.First("gen_ai.provider.name"u8, "gen_ai.system"u8, "llm.provider"u8)));
        call.CallType = OtlpOperations.TypeOf(attributes);
        call.ServiceTier = Tiers.Of(
            call, attributes.First("openai.response.service_tier"u8, "gen_ai.openai.response.service_tier"u8),
            attributes.First("openai.request.service_tier"u8, "gen_ai.openai.request.service_tier"u8));
        call.StartTime = span["startTimeUnixNano"u8];
        call.EndTime = span["endTimeUnixNano"u8];
        call.OfferId(attributes["gen_ai.response.id"u8]);
        if (span["traceId"u8].HasValue && span["spanId"u8].HasValue) call.OfferId([span["traceId"u8], span["spanId"u8]]);
    }

    private static void OfferTenant(OtlpAttributes attributes, Call call)
    {
        call.OfferTenant(attributes.First("tenant"u8, "tenant.id"u8, "tenant_id"u8));
        call.OfferTenant(attributes.First("team"u8, "team.id"u8, "team_id"u8));
    }

    private static bool HasFailed(JsonValue span, OtlpAttributes attributes)
    {
        var code = span["status"u8]["code"u8];
        return (code.TryGetInt64(out var status) && status == 2) || code.Is("STATUS_CODE_ERROR"u8) || attributes["error.type"u8].HasValue;
    }

    private static bool HasUsed(Call call) => call.Usage.PromptTokens + call.Usage.CompletionTokens > 0;

    private static (JsonValue Resource, JsonValue Span) SpanIn(JsonValue root)
    {
        foreach (var resource in root["resourceSpans"u8])
        {
            var scopes = resource["scopeSpans"u8].IsArray ? resource["scopeSpans"u8] : resource["instrumentationLibrarySpans"u8];
            foreach (var scope in scopes)
                foreach (var span in scope["spans"u8]) return (resource["resource"u8], span);
        }
        return (root["resource"u8], root);
    }
}
