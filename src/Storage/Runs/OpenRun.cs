using Accounting.Core.Ledger;

namespace Accounting.Storage.Runs;

/// <summary>What posting needs to know of the run that it posts for.</summary>
internal readonly record struct OpenRun(int Id, string Name, string PriceVersion, string PriceDigest, DateTimeOffset UndatedAt);

/// <summary>An input that is neither done nor skipped, as posting sees it.</summary>
internal readonly record struct OpenInput(int Ordinal, string Uri, InputPosition Next);
