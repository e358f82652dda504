using Accounting.Core.Ledger;
using Accounting.LogReading.Calls;
using Accounting.LogReading.Formats.Envelopes;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Gateways;

/// <summary>The gateway log of Azure API Management: the bodies that the backend was sent and answered stand as JSON, or as a stream, in
/// strings.</summary>
internal sealed class ApimGateway : ILogFormat
{
    public string Name => "apim-gateway";

    public IReadOnlyList<string> Keys => ["category", "Category"];

    public bool Matches(Record record) => AzureDiagnostics.Either(record.Root, "category"u8, "Category"u8) is var category
        && (category.Is("GatewayLogs"u8) || category.Is("ApiManagementGatewayLogs"u8));

    public void Read(Record record, Call call)
    {
        var root = record.Root;
        var properties = record.Nested.Open(root["properties"u8]);
        if (HasFailed(root, properties))
        {
            call.IsNotBillable = true;
            return;
        }
        Surroundings.ReadFirst(root, call);
        call.OfferTenant(Surroundings.FirstOf(properties["apimSubscriptionId"u8], root["apimSubscriptionId"u8]));
        call.OfferTenant(Surroundings.FirstOf(properties["productId"u8], root["productId"u8]));
        call.OfferId(Surroundings.FirstOf(root["correlationId"u8], properties["correlationId"u8]));
        var response = RecordedPair.OpenResponse(record, Surroundings.FirstOf(properties["backendResponseBody"u8], properties["responseBody"u8]));
        if (record.Formats.BodyOf(response) is not { } body)
        {
            RejectOrLeave(properties, response, call);
            return;
        }
        call.Body = body.Name;
        body.Read(record.Nested.Open(Surroundings.FirstOf(properties["backendRequestBody"u8], properties["requestBody"u8])), response, call);
        if (ErrorBody.EndsCall(response, call)) call.IsNotBillable = true;
        RecordedPair.ReadAddress(record, Surroundings.FirstOf(properties["backendUrl"u8], properties["url"u8]), call);
        Surroundings.ReadLast(root, call);
    }

    private static bool HasFailed(JsonValue root, JsonValue properties) =>
        root["isRequestSuccess"u8].Kind == JsonKind.False || properties["isRequestSuccess"u8].Kind == JsonKind.False
        || (Surroundings.FirstOf(properties["backendResponseCode"u8], properties["responseCode"u8]).TryGetInt64(out var status) && status != 200);

    private static void RejectOrLeave(JsonValue properties, JsonValue response, Call call)
    {
        if (ErrorBody.Is(response))
        {
            call.IsNotBillable = true;
            return;
        }
        if (Surroundings.FirstOf(properties["backendResponseBody"u8], properties["responseBody"u8]).HasValue)
            call.Reject(
                RejectReasons.UnknownFormat,
                "The gateway's 'backendResponseBody' is no answer of a known kind. A body that was cut off by the gateway's limit cannot be read; raise the limit.");
        else
            call.Reject(RejectReasons.NoUsage, "The gateway logged no 'backendResponseBody'. Have it log the bodies of its backends, or bill the LLM log (apim-llm).");
    }
}
