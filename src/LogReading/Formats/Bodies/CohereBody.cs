using Accounting.LogReading.Calls;
using Accounting.LogReading.Formats.Usage;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Bodies;

/// <summary>Cohere's own chat, embeddings and rerank, versions 1 and 2. The answers name no model: the request does, or the record.</summary>
internal sealed class CohereBody : IBodyFormat
{
    private static readonly Name s_provider = new("cohere");
    private static readonly Name s_rerank = new("rerank");

    public string Name => "cohere";

    public bool IsResponse(JsonValue body) => CohereUsage.UnitsIn(body).IsObject || body["meta"u8]["api_version"u8].IsObject;

    public bool IsRequest(JsonValue body) => body["texts"u8].IsArray || (body["documents"u8].IsArray && body["query"u8].HasValue);

    public void Read(JsonValue request, JsonValue response, Call call)
    {
        call.CallType = response["embeddings"u8].HasValue ? CallTypes.Embedding : response["results"u8].IsArray ? s_rerank : CallTypes.Chat;
        call.FallbackProvider = s_provider;
        call.RequestedModel = call.NameOf(request["model"u8]);
        call.OfferId(response["id"u8]);
        call.OfferId(response["response_id"u8]);
        Tenants.OfferFrom(request, call);
        CohereUsage.Read(CohereUsage.UnitsIn(response), call);
    }
}
