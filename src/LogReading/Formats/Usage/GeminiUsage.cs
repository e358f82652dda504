using Accounting.LogReading.Calls;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Usage;

/// <summary>
/// Gemini's <c>usageMetadata</c>: the prompt includes its cache; what tools put into the prompt is counted apart and added, thoughts are
/// counted apart and added to the output.
/// The details name tokens by modality; what is neither audio, image nor video is text.
/// </summary>
internal static class GeminiUsage
{
    public static bool Is(JsonValue usage) => usage["promptTokenCount"u8].HasValue || usage["candidatesTokenCount"u8].HasValue || usage["totalTokenCount"u8].HasValue;

    public static void Read(JsonValue usage, Call call)
    {
        if (!usage.IsObject) return;
        call.HasUsage = true;
        ref var into = ref call.Usage;
        var thoughts = call.Count(usage, "thoughtsTokenCount"u8);
        into.PromptTokens = (call.Count(usage, "promptTokenCount"u8) ?? 0) + (call.Count(usage, "toolUsePromptTokenCount"u8) ?? 0);
        into.CompletionTokens = (call.Count(usage, "candidatesTokenCount"u8) ?? call.Count(usage, "responseTokenCount"u8) ?? 0) + (thoughts ?? 0);
        into.TotalTokens = call.Count(usage, "totalTokenCount"u8);
        into.CachedTokens = call.Count(usage, "cachedContentTokenCount"u8);
        into.ReasoningTokens = thoughts;
        ReadPrompt(usage["promptTokensDetails"u8], call);
        ReadPrompt(usage["toolUsePromptTokensDetails"u8], call);
        ReadCached(usage["cacheTokensDetails"u8], call);
        var answer = usage["candidatesTokensDetails"u8];
        ReadAnswer(answer.IsArray ? answer : usage["responseTokensDetails"u8], call);
        Price(usage, call);
    }

    private static void ReadPrompt(JsonValue details, Call call)
    {
        ref var into = ref call.Usage;
        foreach (var detail in details)
        {
            var tokens = call.Count(detail, "tokenCount"u8) ?? 0;
            switch (ModalityOf(detail))
            {
                case Modality.Audio: into.PromptAudioTokens = (into.PromptAudioTokens ?? 0) + tokens; break;
                case Modality.Image: into.PromptImageTokens = (into.PromptImageTokens ?? 0) + tokens; break;
                case Modality.Video: into.PromptVideoTokens = (into.PromptVideoTokens ?? 0) + tokens; break;
                default: into.PromptTextTokens = (into.PromptTextTokens ?? 0) + tokens; break;
            }
        }
    }

    private static void ReadCached(JsonValue details, Call call)
    {
        ref var into = ref call.Usage;
        foreach (var detail in details)
        {
            var tokens = call.Count(detail, "tokenCount"u8) ?? 0;
            switch (ModalityOf(detail))
            {
                case Modality.Audio: into.CachedAudioTokens = (into.CachedAudioTokens ?? 0) + tokens; break;
                case Modality.Image: into.CachedImageTokens = (into.CachedImageTokens ?? 0) + tokens; break;
                case Modality.Video: into.CachedVideoTokens = (into.CachedVideoTokens ?? 0) + tokens; break;
                default: into.CachedTextTokens = (into.CachedTextTokens ?? 0) + tokens; break;
            }
        }
    }

    private static void ReadAnswer(JsonValue details, Call call)
    {
        ref var into = ref call.Usage;
        foreach (var detail in details)
        {
            var tokens = call.Count(detail, "tokenCount"u8) ?? 0;
            switch (ModalityOf(detail))
            {
                case Modality.Audio: into.CompletionAudioTokens = (into.CompletionAudioTokens ?? 0) + tokens; break;
                case Modality.Image: into.CompletionImageTokens = (into.CompletionImageTokens ?? 0) + tokens; break;
                case Modality.Video: into.CompletionVideoTokens = (into.CompletionVideoTokens ?? 0) + tokens; break;
                default: into.CompletionTextTokens = (into.CompletionTextTokens ?? 0) + tokens; break;
            }
        }
    }

    // LiteLLM 2.8. Flexible and batch traffic have one price.
    private static void Price(JsonValue usage, Call call)
    {
        var traffic = usage["trafficType"u8];
        if (traffic.Is("ON_DEMAND_PRIORITY"u8)) call.ServiceTier = call.NameOf("priority"u8);
        else if (traffic.Is("ON_DEMAND_FLEX"u8) || traffic.Is("FLEX"u8) || traffic.Is("BATCH"u8)) call.ServiceTier = call.NameOf("flex"u8);
        else if (traffic.Is("PROVISIONED_THROUGHPUT"u8)) call.ServiceTier = call.NameOf("provisioned_throughput"u8);
        else call.ServiceTier = Tiers.Of(call, usage["serviceTier"u8]);
    }

    private static Modality ModalityOf(JsonValue detail)
    {
        var name = detail["modality"u8];
        return name.Is("AUDIO"u8) ? Modality.Audio : name.Is("IMAGE"u8) ? Modality.Image : name.Is("VIDEO"u8) ? Modality.Video : Modality.Text;
    }

    private enum Modality
    {
        Text,
        Audio,
        Image,
        Video,
    }
}
