using Accounting.Core.Amounts;

namespace Accounting.Core.Reconciling;

/// <summary>The ledger against an invoice, by day and model.</summary>
/// <param name="Rows">By day and model, in order; those without a difference too.</param>
/// <param name="HasUsage">Whether the invoice has usage: tokens are compared.</param>
/// <param name="HasCalls">Whether it counts calls: they are compared.</param>
/// <param name="HasCost">Whether it has costs: they are compared.</param>
/// <param name="Ours">The sum of all rows.</param>
/// <param name="Theirs">The sum of all rows.</param>
/// <param name="Unresolved">Names of the invoice that the cost map does not know, in ordinal order.</param>
public sealed record Reconciliation(
    IReadOnlyList<ReconciledRow> Rows, bool HasUsage, bool HasCalls, bool HasCost, SideSum Ours, SideSum Theirs, IReadOnlyList<string> Unresolved)
{
    /// <summary>How many rows differ by more than rounding.</summary>
    public int Differing => Rows.Count(row => row.Reasons.Any(reason => reason.Code != DifferenceReason.Rounding));
}

/// <summary>A model on a day.</summary>
/// <param name="Day">UTC.</param>
/// <param name="Model">As the cost map names it; as the invoice or the log does where it does not.</param>
/// <param name="Ours">What the ledger has.</param>
/// <param name="Theirs">What the invoice has.</param>
/// <param name="Reasons">Why they differ, likeliest first; none: they do not.</param>
public sealed record ReconciledRow(DateOnly Day, string Model, SideSum Ours, SideSum Theirs, IReadOnlyList<DifferenceReason> Reasons)
{
    /// <summary>Ours less theirs.</summary>
    public Money Difference => Ours.Cost - Theirs.Cost;
}

/// <summary>A likely reason of a difference.</summary>
/// <param name="Code">For programs.</param>
/// <param name="Text">A sentence.</param>
public sealed record DifferenceReason(string Code, string Text)
{
    public const string Rounding = "rounding";
    public const string MissingDay = "missing_day";
    public const string NotInLogs = "not_in_logs";
    public const string NotOnInvoice = "not_on_invoice";
    public const string Unpriced = "unpriced";
    public const string Undated = "undated";
    public const string OtherDay = "other_day";
    public const string Batch = "batch";
    public const string Tier = "tier";
    public const string Price = "price";
    public const string Cache = "cache";
    public const string Calls = "calls";
    public const string Usage = "usage";
    public const string Unknown = "unknown";
}
