using Accounting.Core.Usage;
using Accounting.LogReading.Calls;
using Accounting.LogReading.Formats.Usage;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Bodies;

/// <summary>Gemini <c>generateContent</c>, of AI Studio and of Vertex AI.</summary>
internal sealed class GeminiGenerate : IBodyFormat
{
    public string Name => "gemini";

    public bool IsResponse(JsonValue body) => body["usageMetadata"u8].IsObject || body["candidates"u8].IsArray;

    public bool IsRequest(JsonValue body) => body["contents"u8].HasValue;

    public void Read(JsonValue request, JsonValue response, Call call)
    {
        call.CallType = CallTypes.Chat;
        call.FallbackProvider = Providers.Gemini;
        call.Text = new(TextShape.Gemini, request, response);
        call.ResponseModel = call.NameOf(response["modelVersion"u8]);
        call.RequestedModel = call.NameOf(request["model"u8]);
        call.OfferId(response["responseId"u8]);
        call.CreatedTime = response["createTime"u8];
        Tenants.OfferFrom(request["labels"u8], call);
        var usage = response["usageMetadata"u8];
        if (!usage.IsObject) return;
        GeminiUsage.Read(usage, call);
        ReadGrounding(response["candidates"u8], call);
    }

    // Google bills each unique query from Gemini 3 on and ignores empty ones; before it the grounded prompt.
    private static void ReadGrounding(JsonValue candidates, Call call)
    {
        HashSet<string>? queries = null;
        foreach (var candidate in candidates)
            foreach (var query in candidate["groundingMetadata"u8]["webSearchQueries"u8])
                if (!query.Utf8.IsEmpty) (queries ??= new(StringComparer.Ordinal)).Add(query.GetString());
        if (queries is null) return;
        var model = call.ResponseModel.IsEmpty ? call.RequestedModel : call.ResponseModel;
        var isPerPrompt = model.Text.Contains("gemini-1", StringComparison.Ordinal) || model.Text.Contains("gemini-2", StringComparison.Ordinal);
        call.Meters.Add(Meter.WebSearchesMedium, isPerPrompt ? 1 : queries.Count);
    }
}
