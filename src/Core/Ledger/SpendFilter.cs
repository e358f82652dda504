using Accounting.Core.Usage;

namespace Accounting.Core.Ledger;

/// <summary>Which entries a question is about. Empty lists and nulls mean all. Times are half-open: since ≤ slot &lt; until.</summary>
public sealed record SpendFilter
{
    public IReadOnlyList<string> Tenants { get; init; } = [];
    /// <summary>Matches the response model, or the requested one where the response names none.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];
    /// <summary>The first instant that belongs to the question.</summary>
    public DateTimeOffset? Since { get; init; }
    /// <summary>The first instant that no longer does.</summary>
    public DateTimeOffset? Until { get; init; }
    /// <summary>Whether calls without a time belong to a window too, so that an answer can say what it leaves out. Without a window they always do.</summary>
    public bool WithUndated { get; init; }
    /// <summary>The ledger as it stood then (invariant 9): only entries posted before it.</summary>
    public DateTimeOffset? PostedBefore { get; init; }
    /// <summary>Only what this run posted.</summary>
    public string? Run { get; init; }

    /// <summary>
    /// What the answer is wanted for. Where more than a slot is, a ledger may give sums of days or months as they begin, bands left out; it may also give more than is wanted.
    /// </summary>
    public SpendResolution Resolution { get; init; }

    /// <summary>Whether a slot lies in the window; <see cref="Slot.Undated"/> as <see cref="WithUndated"/> says.</summary>
    public bool Includes(Slot slot) => slot.IsUndated
        ? WithUndated || (Since is null && Until is null)
        : (Since is not { } since || slot.Start >= since) && (Until is not { } until || slot.Start < until);
}
