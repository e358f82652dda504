namespace Accounting.Core.Pricing.Versions;

/// <summary>A version in the history of the cost map.</summary>
/// <param name="Version">Its name.</param>
/// <param name="Digest"><c>sha256:…</c>.</param>
/// <param name="KnownSince">When it became known.</param>
/// <param name="Added">The models that have rows which the version before does not have, with those rows: why, since when and from where
/// they are. The first version is compared with what ships.</param>
public sealed record CostMapVersion(string Version, string Digest, DateTimeOffset KnownSince, IReadOnlyList<ModelPrices> Added);
