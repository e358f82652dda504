using Accounting.LogReading.Calls;
using Accounting.LogReading.Formats.Usage;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Bodies;

/// <summary>Bedrock Converse. The bodies name neither model, id nor time; the model stands in the address, or beside as
/// <c>modelId</c>.</summary>
internal sealed class BedrockConverse : IBodyFormat
{
    public string Name => "bedrock-converse";

    public bool IsResponse(JsonValue body) =>
        ConverseUsage.Is(body["usage"u8]) || (body["output"u8]["message"u8].IsObject && body["stopReason"u8].HasValue);

    public bool IsRequest(JsonValue body) => body["inferenceConfig"u8].IsObject || body["toolConfig"u8].IsObject;

    public void Read(JsonValue request, JsonValue response, Call call)
    {
        call.CallType = CallTypes.Chat;
        call.FallbackProvider = Providers.Bedrock;
        call.Text = new(TextShape.Converse, request, response);
        call.RequestedModel = call.NameOf(request["modelId"u8].HasValue ? request["modelId"u8] : response["modelId"u8]);
        call.OfferId(response["ResponseMetadata"u8]["RequestId"u8]);
        call.ServiceTier = Tiers.Of(call, response["serviceTier"u8], request["serviceTier"u8]);
        // The served latency: optimised inference has a price of its own.
        var latency = response["performanceConfig"u8]["latency"u8];
        if (!latency.Is("standard"u8)) call.Speed = call.NameOf(latency);
        Tenants.OfferFrom(request["requestMetadata"u8], call);
        ConverseUsage.Read(response["usage"u8], call);
    }
}
