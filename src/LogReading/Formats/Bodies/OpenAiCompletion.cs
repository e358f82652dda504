using Accounting.LogReading.Calls;
using Accounting.LogReading.Formats.Usage;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Bodies;

/// <summary>OpenAI's legacy completions.</summary>
internal sealed class OpenAiCompletion : IBodyFormat
{
    public string Name => "openai-completions";

    public bool IsResponse(JsonValue body) => body["object"u8].Is("text_completion"u8);

    public bool IsRequest(JsonValue body) => body["prompt"u8].HasValue && body["model"u8].IsString;

    public void Read(JsonValue request, JsonValue response, Call call)
    {
        call.CallType = CallTypes.Completion;
        call.Text = new(TextShape.Completion, request, response);
        call.ResponseModel = call.NameOf(response["model"u8]);
        call.RequestedModel = call.NameOf(request["model"u8]);
        call.OfferId(response["id"u8]);
        call.CreatedTime = response["created"u8];
        Tenants.OfferFrom(request, call);
        ChatUsage.Read(response["usage"u8], call);
    }
}
