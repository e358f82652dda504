using Accounting.Core.Ledger;

namespace Accounting.Grains.Interfaces.Ledgers;

/// <summary>A page of quarantined records.</summary>
/// <param name="Uris">The input of each.</param>
/// <param name="Records">In order; their raw bytes are at most <see cref="MessageLimits.QuarantineBytesMax"/>, or it is one record.</param>
/// <param name="IsLast">Whether no page follows.</param>
[GenerateSerializer, Immutable, Alias(Aliases.QuarantinePage)]
public sealed record QuarantinePage([property: Id(0)] string[] Uris, [property: Id(1)] QuarantinedRecord[] Records, [property: Id(2)] bool IsLast);
