using Accounting.LogReading.Calls;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats;

/// <summary>Service tiers as logs name them (LiteLLM 2.8): the served one decides, <c>auto</c> says nothing, <c>default</c> and
/// <c>standard</c> are the normal one, which is empty.</summary>
internal static class Tiers
{
    public static Name Of(Call call, JsonValue served, JsonValue requested = default)
    {
        // Bedrock: {"type": "flex"}.
        if (served.IsObject) served = served["type"u8];
        if (requested.IsObject) requested = requested["type"u8];
        var tier = served.HasValue && !IsAuto(served) ? served : requested;
        return IsAuto(tier) || IsNormal(tier) ? Name.Empty : call.NameOf(tier);
    }

    private static bool IsAuto(JsonValue tier) => tier.Is("auto"u8);

    private static bool IsNormal(JsonValue tier) => tier.Is("default"u8) || tier.Is("standard"u8) || tier.Is("standard_only"u8) || tier.Is("on_demand"u8);
}
