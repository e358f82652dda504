using Accounting.Core.Amounts;

namespace Accounting.Core.Ledger.Repricing;

/// <summary>What other prices would change about what was posted. Made from one unchanging state of the ledger.</summary>
public sealed record RepricePlan
{
    /// <summary>
    /// <c>sha256:…</c> over the scope, the prices (version and digest) and all that is posted within the scope: another id means that one
    /// of them changed.
    /// </summary>
    public required string Id { get; init; }
    public required RepriceScope Scope { get; init; }
    /// <summary>Version and digest of the prices.</summary>
    public required string PriceVersion { get; init; }
    public required string PriceDigest { get; init; }
    /// <summary>By tenant and model, in ordinal order; those without a difference too.</summary>
    public IReadOnlyList<RepriceRow> Rows { get; init; } = [];
    /// <summary>What the versions in force hold, in the order in which they are met.</summary>
    public IReadOnlyList<RepriceSource> Sources { get; init; } = [];
    /// <summary>Models that have no price (invariant 5), in ordinal order.</summary>
    public IReadOnlyList<RepriceGap> Unpriced { get; init; } = [];
    /// <summary>How many adjusting entries it takes.</summary>
    public long Entries { get; init; }
    /// <summary>How many sums stay as they are.</summary>
    public long Unchanged { get; init; }
}

/// <summary>What becomes of a tenant's usage of a model.</summary>
/// <param name="Tenant">Whom the calls are billed to.</param>
/// <param name="Model">The response's, or the requested one where the response names none.</param>
/// <param name="Calls">How many calls.</param>
/// <param name="Old">The amount as it is posted; what has no price is left out. Null: nothing has a price.</param>
/// <param name="New">The amount at the other prices, as <paramref name="Old"/>.</param>
/// <param name="OldUnpriced">How many calls have no price as they are posted.</param>
/// <param name="NewUnpriced">How many have none at the other prices.</param>
public sealed record RepriceRow(string Tenant, string Model, long Calls, Money? Old, Money? New, long OldUnpriced, long NewUnpriced)
{
    /// <summary>What is to be added to what is posted.</summary>
    public Money Difference => (New ?? Money.Zero) - (Old ?? Money.Zero);
}

/// <summary>What is posted at one price version.</summary>
/// <param name="Version">The version in force.</param>
/// <param name="Entries">How many adjusting entries name it as the old one.</param>
/// <param name="Difference">The sum of those.</param>
public sealed record RepriceSource(string Version, long Entries, Money Difference);

/// <summary>Usage of a model without a price.</summary>
public sealed record RepriceGap(string Model, long Calls, long Tokens);

/// <summary>What applying a plan did.</summary>
/// <param name="Plan">The plan that was applied. Where it had been applied before: as it would be now.</param>
/// <param name="Applied">The id of the plan that was applied.</param>
/// <param name="Entries">How many adjusting entries were posted.</param>
/// <param name="Before">When this very plan had been applied before, so that nothing more was posted; else null.</param>
public sealed record RepriceReceipt(RepricePlan Plan, string Applied, long Entries, DateTimeOffset? Before);

/// <summary>Asks to apply other prices.</summary>
/// <param name="Scope">Which usage.</param>
/// <param name="Target">Which prices.</param>
/// <param name="Reason">Why; it stays with each adjustment.</param>
/// <param name="Plan">The plan that was looked at: refused where it would be another one now. Null: whatever it is now.</param>
public sealed record RepriceOrder(RepriceScope Scope, RepriceTarget Target, string Reason, string? Plan);
