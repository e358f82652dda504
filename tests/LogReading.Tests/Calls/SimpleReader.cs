using System.Text.Json;
using Accounting.Core.Ledger;
using Accounting.Core.Usage;

namespace Accounting.LogReading.Tests.Calls;

/// <summary>The oracle of <see cref="RecordedCallsTests"/>: recorded pairs by the DOM, as short as can be.</summary>
internal static class SimpleReader
{
    /// <summary>What a line of status 200 with a usage block reports; null for all others.</summary>
    public static Usage? Read(string line)
    {
        using var document = JsonDocument.Parse(line);
        var pair = document.RootElement;
        if (pair.GetProperty("status").GetInt32() != 200) return null;
        var bodies = pair.TryGetProperty("response_sse", out var sse) ? Events(sse.GetString()!) : [pair.GetProperty("response").Clone()];
        JsonElement? usage = null, anthropicStart = null;
        string? model = null;
        var isDated = pair.GetProperty("recorded_at").ValueKind == JsonValueKind.String;
        foreach (var body in bodies.SelectMany(body => new[] { body, Of(body, "response"), Of(body, "message") }))
        {
            isDated |= new[] { "created", "created_at", "createTime" }.Any(name => Of(body, name).ValueKind is JsonValueKind.Number or JsonValueKind.String);
            foreach (var name in new[] { "model", "modelVersion" })
                if (Of(body, name).ValueKind == JsonValueKind.String) model = Of(body, name).GetString();
            foreach (var name in new[] { "usage", "usageMetadata" })
            {
                if (Of(body, name).ValueKind != JsonValueKind.Object) continue;
                if (Of(body, "type").ValueKind == JsonValueKind.String && Of(body, "type").GetString() == "message" && bodies.Length > 1) anthropicStart = Of(body, name);
                usage = Of(body, name);
            }
        }
        if (usage is not { } reported) return null;
        return Convert(reported, anthropicStart) with { Model = model ?? BedrockModel(pair.GetProperty("url").GetString()!), IsUndated = !isDated };
    }

    private static Usage Convert(JsonElement usage, JsonElement? start)
    {
        long N(string name) => Number(usage, name) ?? (start is { } first ? Number(first, name) : null) ?? 0;
        if (usage.TryGetProperty("promptTokenCount", out _) || usage.TryGetProperty("trafficType", out _))
            return new(
                N("promptTokenCount") + N("toolUsePromptTokenCount"), N("candidatesTokenCount") + N("thoughtsTokenCount"),
                N("cachedContentTokenCount"), 0, N("thoughtsTokenCount"));
        if (usage.TryGetProperty("inputTokens", out _))
        {
            var (read, written) = (N("cacheReadInputTokens"), N("cacheWriteInputTokens"));
            return new(N("inputTokens") + read + written, N("outputTokens"), read, written, 0);
        }
        if (usage.TryGetProperty("prompt_tokens", out _))
            return new(
                N("prompt_tokens"), N("completion_tokens"), N("prompt_tokens_details.cached_tokens"),
                N("prompt_tokens_details.cache_write_tokens"), N("completion_tokens_details.reasoning_tokens"));
        if (usage.TryGetProperty("input_tokens_details", out _))
            return new(
                N("input_tokens"), N("output_tokens"), N("input_tokens_details.cached_tokens"),
                N("input_tokens_details.cache_write_tokens"), N("output_tokens_details.reasoning_tokens"));
        var (cacheRead, cacheWrite) = (N("cache_read_input_tokens"), N("cache_creation_input_tokens"));
        return new(N("input_tokens") + cacheRead + cacheWrite, N("output_tokens"), cacheRead, cacheWrite, N("output_tokens_details.thinking_tokens"));
    }

    private static string BedrockModel(string url) => Uri.UnescapeDataString(url.Split("/model/")[1].Split('/')[0]);

    private static JsonElement[] Events(string text) =>
        [.. text.Split('\n').Where(line => line.StartsWith("data: {", StringComparison.Ordinal)).Select(line => JsonDocument.Parse(line[6..]).RootElement.Clone())];

    private static JsonElement Of(JsonElement owner, string name) => owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var value) ? value : default;

    private static long? Number(JsonElement owner, string path)
    {
        foreach (var name in path.Split('.')) owner = Of(owner, name);
        return owner.ValueKind == JsonValueKind.Number ? owner.GetInt64() : null;
    }

    /// <summary>Totals as the provider means them: input and output whole, the rest parts of them.</summary>
    public sealed record Usage(long Input, long Output, long CacheRead, long CacheWrite, long Reasoning)
    {
        public string Model { get; init; } = "";
        public bool IsUndated { get; init; }

        public static Usage Of(CallReading reading, ChunkCall call)
        {
            long Sum(params Meter[] meters) => meters.Sum(meter => reading.Of(call, meter));
            var read = Sum(Meter.CachedInputTokens, Meter.CachedAudioInputTokens);
            var written = Sum(Meter.CacheWriteTokens, Meter.CacheWrite1hTokens);
            return new(
                Sum(Meter.InputTokens, Meter.AudioInputTokens, Meter.ImageInputTokens, Meter.VideoInputTokens) + read + written,
                Sum(Meter.OutputTokens, Meter.ReasoningTokens, Meter.AudioOutputTokens, Meter.ImageOutputTokens, Meter.VideoOutputTokens),
                read, written, Sum(Meter.ReasoningTokens));
        }

        public string Describe() => $"input {Input} output {Output} read {CacheRead} written {CacheWrite} reasoning {Reasoning}";
    }
}
