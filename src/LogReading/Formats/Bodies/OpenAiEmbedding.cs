using Accounting.LogReading.Calls;
using Accounting.LogReading.Formats.Usage;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Bodies;

/// <summary>OpenAI embeddings. They have neither an id nor a time of their own.</summary>
internal sealed class OpenAiEmbedding : IBodyFormat
{
    public string Name => "openai-embeddings";

    public bool IsResponse(JsonValue body) => body["object"u8].Is("list"u8) && body["data"u8].IsArray && body["model"u8].IsString;

    public bool IsRequest(JsonValue body) => body["input"u8].HasValue && (body["encoding_format"u8].HasValue || body["dimensions"u8].HasValue);

    public void Read(JsonValue request, JsonValue response, Call call)
    {
        call.CallType = CallTypes.Embedding;
        call.Text = new(TextShape.Embedding, request, response);
        call.ResponseModel = call.NameOf(response["model"u8]);
        call.RequestedModel = call.NameOf(request["model"u8]);
        call.OfferId(response["id"u8]);
        call.CreatedTime = response["created"u8];
        Tenants.OfferFrom(request, call);
        ChatUsage.Read(response["usage"u8], call);
    }
}
