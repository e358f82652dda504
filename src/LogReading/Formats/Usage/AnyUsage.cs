using Accounting.LogReading.Calls;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats.Usage;

/// <summary>Usage whose provider is not known: told by its shape, never by the provider's name (LiteLLM 2.1).</summary>
internal static class AnyUsage
{
    /// <summary>Whether this is a provider's usage block and not, say, one of our own meters.</summary>
    public static bool Is(JsonValue usage) =>
        ChatUsage.Is(usage) || AnthropicUsage.Is(usage) || GeminiUsage.Is(usage) || ConverseUsage.Is(usage)
        || usage["input_tokens_details"u8].IsObject || usage["output_tokens_details"u8].IsObject;

    public static void Read(JsonValue usage, Call call)
    {
        // LiteLLM leaves Anthropic's cache fields in a usage that already includes them: prompt_tokens tells.
        if (usage["prompt_tokens"u8].HasValue || usage["completion_tokens"u8].HasValue) ChatUsage.Read(usage, call);
        else if (GeminiUsage.Is(usage)) GeminiUsage.Read(usage, call);
        else if (ConverseUsage.Is(usage)) ConverseUsage.Read(usage, call);
        else if (AnthropicUsage.Is(usage)) AnthropicUsage.Read(usage, call);
        else if (ResponsesUsage.Is(usage)) ResponsesUsage.Read(usage, call);
    }
}
