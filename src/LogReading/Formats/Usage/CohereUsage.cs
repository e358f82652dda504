using Accounting.Core.Usage;
using Accounting.LogReading.Calls;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Usage;

/// <summary>Cohere's usage: <c>billed_units</c> are what is paid for; <c>tokens</c> beside them count its own templates too and are
/// not.</summary>
internal static class CohereUsage
{
    /// <summary>The units of a body, in <c>usage</c> (version 2) or in <c>meta</c> (version 1, embeddings, rerank).</summary>
    public static JsonValue UnitsIn(JsonValue body) =>
        body["usage"u8]["billed_units"u8] is { IsObject: true } units ? units : body["meta"u8]["billed_units"u8];

    public static void Read(JsonValue units, Call call)
    {
        if (!units.IsObject) return;
        call.HasUsage = true;
        var images = call.Count(units, "image_tokens"u8) ?? 0;
        call.Usage.PromptTokens = (call.Count(units, "input_tokens"u8) ?? 0) + images;
        call.Usage.PromptImageTokens = images;
        call.Usage.CompletionTokens = call.Count(units, "output_tokens"u8) ?? 0;
        call.Meters.Add(Meter.Queries, call.Count(units, "search_units"u8) ?? 0);
        call.Meters.Add(Meter.InputImages, call.Count(units, "images"u8) ?? 0);
    }
}
