using Accounting.Core.Amounts;
using Accounting.Core.Usage;

namespace Accounting.Core.Pricing;

/// <summary>Prices that stand in an entry of their own: Azure's model router, code interpreter sessions (LiteLLM 2.6 and 2.8).</summary>
internal static class Surcharges
{
    public static PricingFacts Add(CostMap map, string requestedModel, PricingFacts facts)
    {
        var session = ContainerPrice(map, facts.Provider);
        var fee = facts.Provider == "azure_ai" && IsRouter(requestedModel) ? RouterFee(map) : ExactDecimal.Zero;
        return session is null && fee.IsZero ? facts : facts with { SessionCost = session, PromptTokenFee = fee };
    }

    private static bool IsRouter(string model) =>
        model.Contains("model-router", StringComparison.OrdinalIgnoreCase)
            || model.Contains("model_router", StringComparison.OrdinalIgnoreCase);

    private static ExactDecimal RouterFee(CostMap map) =>
        Newest(map, "azure_ai", "model_router")?[Meters.Of(Meter.InputTokens).Field] ?? ExactDecimal.Zero;

    private static ExactDecimal? ContainerPrice(CostMap map, string provider) =>
        Newest(map, provider, "container")?[Meters.Of(Meter.CodeInterpreterSessions).Field];

    private static PriceFields? Newest(CostMap map, string provider, string model) =>
        map.Get(provider, model) is { Rows: [.., var row] } ? row.Prices : null;
}
