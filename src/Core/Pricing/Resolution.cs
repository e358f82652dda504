namespace Accounting.Core.Pricing;

/// <summary>Which entry of a cost map a name leads to, and why.</summary>
/// <param name="Asked">The name that was looked for.</param>
/// <param name="Model">The entry; null if there is none.</param>
/// <param name="Matched">The name under which it was found.</param>
/// <param name="Why">How that name came about; for an unknown name, what was tried.</param>
/// <param name="NearNames">For an unknown name: known ones that look like it, nearest first.</param>
public sealed record Resolution(string Asked, ModelPrices? Model, string Matched, string Why, IReadOnlyList<string> NearNames);
