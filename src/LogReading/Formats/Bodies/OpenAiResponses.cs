using Accounting.Core.Usage;
using Accounting.LogReading.Calls;
using Accounting.LogReading.Formats.Usage;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Bodies;

/// <summary>OpenAI Responses. One that is queued, running, failed or cancelled and reports no usage is not billable: the finished one has
/// the same id.</summary>
internal sealed class OpenAiResponses : IBodyFormat
{
    public string Name => "openai-responses";

    public bool IsResponse(JsonValue body) => body["object"u8].Is("response"u8) || (body["output"u8].IsArray && ResponsesUsage.Is(body["usage"u8]));

    public bool IsRequest(JsonValue body) => body["input"u8].HasValue && body["model"u8].IsString;

    public void Read(JsonValue request, JsonValue response, Call call)
    {
        call.CallType = CallTypes.Responses;
        call.FallbackProvider = Providers.OpenAi;
        call.Text = new(TextShape.Responses, request, response);
        call.ResponseModel = call.NameOf(response["model"u8]);
        call.RequestedModel = call.NameOf(request["model"u8]);
        call.OfferId(response["id"u8]);
        call.CreatedTime = response["created_at"u8];
        call.ServiceTier = Tiers.Of(call, response["service_tier"u8], request["service_tier"u8]);
        Tenants.OfferFrom(request, call);
        Tenants.OfferFrom(response, call);
        ResponsesUsage.Read(response["usage"u8], call);
        if (!call.HasUsage && IsUnfinished(response["status"u8])) call.IsNotBillable = true;
        Searches.ReadCalls(response, call);
    }

    private static bool IsUnfinished(JsonValue status) =>
        status.Is("queued"u8) || status.Is("in_progress"u8) || status.Is("failed"u8) || status.Is("cancelled"u8);
}
