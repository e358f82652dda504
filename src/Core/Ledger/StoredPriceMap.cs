namespace Accounting.Core.Ledger;

/// <summary>One version of the cost map as a ledger keeps it.</summary>
/// <param name="Version">Its number or name.</param>
/// <param name="Digest"><c>sha256:…</c> of its canonical form.</param>
/// <param name="KnownSince">When it became known (invariant 8); kept to the microsecond.</param>
/// <param name="Content">The map itself, in the form that the caller reads and writes.</param>
public sealed record StoredPriceMap(string Version, string Digest, DateTimeOffset KnownSince, ReadOnlyMemory<byte> Content);
