using Accounting.LogReading.Calls;
using Accounting.LogReading.Formats.Usage;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Bodies;

/// <summary>Anthropic Messages. They have no time of their own. <c>&lt;synthetic&gt;</c> is what its tools name messages that no model
/// wrote.</summary>
internal sealed class AnthropicMessages : IBodyFormat
{
    public string Name => "anthropic";

    public bool IsResponse(JsonValue body) => body["type"u8].Is("message"u8) && (body["usage"u8].IsObject || body["content"u8].IsArray);

    public bool IsRequest(JsonValue body) => body["messages"u8].IsArray && body["max_tokens"u8].HasValue && body["system"u8].HasValue;

    public void Read(JsonValue request, JsonValue response, Call call)
    {
        call.CallType = CallTypes.Chat;
        call.FallbackProvider = Providers.Anthropic;
        call.Text = new(TextShape.Anthropic, request, response);
        call.ResponseModel = call.NameOf(response["model"u8]);
        call.RequestedModel = call.NameOf(request["model"u8]);
        call.OfferId(response["id"u8]);
        Tenants.OfferFrom(request, call);
        AnthropicUsage.Read(response["usage"u8], call);
        if (response["model"u8].Is("<synthetic>"u8)) call.IsNotBillable = true;
    }
}
