using Accounting.Core.Usage;
using Accounting.LogReading.Calls;
using Accounting.LogReading.Formats.Usage;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Bodies;

/// <summary>OpenAI chat completions, and all who speak them.</summary>
internal sealed class OpenAiChat : IBodyFormat
{
    public string Name => "openai-chat";

    public bool IsResponse(JsonValue body)
    {
        var kind = body["object"u8];
        return kind.Is("chat.completion"u8) || kind.Is("chat.completion.chunk"u8) || (!kind.HasValue && HasMessage(body["choices"u8]));
    }

    public bool IsRequest(JsonValue body) => body["messages"u8].IsArray && body["model"u8].IsString;

    public void Read(JsonValue request, JsonValue response, Call call)
    {
        call.CallType = CallTypes.Chat;
        call.Text = new(TextShape.Chat, request, response);
        call.ResponseModel = call.NameOf(response["model"u8]);
        call.RequestedModel = call.NameOf(request["model"u8]);
        call.OfferId(response["id"u8]);
        call.CreatedTime = response["created"u8];
        call.ServiceTier = Tiers.Of(call, response["service_tier"u8], request["service_tier"u8]);
        Tenants.OfferFrom(request, call);
        ChatUsage.Read(response["usage"u8], call);
        var counted = call.Meters[Meter.WebSearchesLow] + call.Meters[Meter.WebSearchesMedium] + call.Meters[Meter.WebSearchesHigh];
        if (counted == 0 && HasCitation(response)) call.Meters.Add(Searches.MeterOf(request["web_search_options"u8]["search_context_size"u8]), 1);
    }

    // Some servers leave "object" out.
    private static bool HasMessage(JsonValue choices)
    {
        foreach (var choice in choices) return choice["message"u8].IsObject;
        return false;
    }

    // The mark of a search that chat completions leave; one search per answer (LiteLLM 2.8).
    private static bool HasCitation(JsonValue response)
    {
        foreach (var choice in response["choices"u8])
            foreach (var note in choice["message"u8]["annotations"u8])
                if (note["type"u8].Is("url_citation"u8)) return true;
        return false;
    }
}
