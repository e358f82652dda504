using Accounting.Core.Amounts;

namespace Accounting.Core.Pricing;

/// <summary>Where the prices of a call come from.</summary>
/// <param name="Model">The entry of the cost map that its names lead to.</param>
/// <param name="Row">The row that held at its time, agreed with the tenant or of the model itself; null: none held.</param>
/// <param name="Terms">The row with discount and margin that held; null: none was agreed.</param>
/// <param name="Factor">What discount and margin make of every price.</param>
public sealed record PriceOrigin(ModelPrices Model, PriceRow? Row, PriceRow? Terms, ExactDecimal Factor);
