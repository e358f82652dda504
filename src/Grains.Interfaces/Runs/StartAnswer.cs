using Accounting.Core.Ledger;

namespace Accounting.Grains.Interfaces.Runs;

/// <summary>A run to go on with.</summary>
/// <param name="Run">As the ledger knows it.</param>
/// <param name="WantsBytes">Whether each posting must carry the bytes of its chunks (a ledger in a file); else they are asked for where
/// they are needed.</param>
[GenerateSerializer, Immutable, Alias(Aliases.StartAnswer)]
public sealed record StartAnswer([property: Id(0)] RunRecord Run, [property: Id(1)] bool WantsBytes);
