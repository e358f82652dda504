using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Pricing;

namespace Accounting.Core.Statements;

/// <summary>An entry with the prices that gave its amount.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Meters">Its billed quantities, each with its price, by meter number.</param>
/// <param name="IsDerived">Whether the prices give the amount that was posted; true of entries without quantities.</param>
public sealed record ExplainedEntry(LedgerEntry Entry, IReadOnlyList<ExplainedMeter> Meters, bool IsDerived)
{
    /// <summary>Of an adjustment: which prices of the key's meters the two versions have.</summary>
    public IReadOnlyList<PriceChange> Changes { get; init; } = [];
}

/// <summary>A meter's price in two versions, where it differs.</summary>
/// <param name="Meter">The meter.</param>
/// <param name="Old">Null: none.</param>
/// <param name="New">Null: none.</param>
public sealed record PriceChange(MeterInfo Meter, UsedPrice? Old, UsedPrice? New);

/// <summary>One quantity of an entry.</summary>
/// <param name="Meter">The meter.</param>
/// <param name="Quantity">In its unit; negative where it was taken back.</param>
/// <param name="Price">Null: there was none, or the whole entry has no amount.</param>
public sealed record ExplainedMeter(MeterInfo Meter, long Quantity, UsedPrice? Price)
{
    /// <summary>Quantity times unit price; null: not priced.</summary>
    public Money? Amount => Price is { } price ? price.UnitPrice * Quantity : null;
}

/// <summary>A price as an entry used it.</summary>
/// <param name="Version">The version of the cost map.</param>
/// <param name="Model">The map's entry, provider and model.</param>
/// <param name="Field">The field of the row; empty where none of the row has the price.</param>
/// <param name="UnitPrice">Of one unit, with all factors.</param>
/// <param name="Factor">What discount and margin made of it; 1 where none was agreed.</param>
/// <param name="Row">The row that held: since when, known since when, from where and why.</param>
/// <param name="Terms">The row with discount and margin; null: none was agreed.</param>
public sealed record UsedPrice(string Version, string Model, string Field, Money UnitPrice, ExactDecimal Factor, PriceRow? Row, PriceRow? Terms);
