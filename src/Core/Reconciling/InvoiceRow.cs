using Accounting.Core.Amounts;

namespace Accounting.Core.Reconciling;

/// <summary>A row of a provider's export: usage, or costs, of a model on a day.</summary>
public sealed record InvoiceRow
{
    /// <summary>UTC.</summary>
    public required DateOnly Day { get; init; }
    /// <summary>The model, as the provider writes it; another item of the invoice where it is no model.</summary>
    public required string Name { get; init; }
    /// <summary>Null: the row says nothing of calls.</summary>
    public long? Calls { get; init; }
    public bool Batch { get; init; }
    /// <summary>Null: the row is one of costs.</summary>
    public IReadOnlyDictionary<UsageGroup, long>? Tokens { get; init; }
    /// <summary>Null: the row is one of usage.</summary>
    public Money? Cost { get; init; }
    /// <summary>Half of the last digit that the cost is written with: so much may have been rounded.</summary>
    public Money Rounding { get; init; }
}
