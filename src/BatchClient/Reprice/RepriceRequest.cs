using Accounting.Core.Ledger.Repricing;

namespace Accounting.BatchClient.Reprice;

/// <summary>What a <c>reprice</c> command is to do.</summary>
internal sealed record RepriceRequest(RepriceScope Scope, RepriceTarget Target)
{
    /// <summary>The file of the what-if prices, as typed.</summary>
    public string? PricesFile { get; init; }
    public bool Apply { get; init; }
    public string Reason { get; init; } = "";
    /// <summary>Where the plan is to be written.</summary>
    public string? PlanFile { get; init; }
    /// <summary>The plan that is to be applied; null: whatever it is now.</summary>
    public string? Plan { get; init; }
}
