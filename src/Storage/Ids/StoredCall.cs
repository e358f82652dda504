namespace Accounting.Storage.Ids;

/// <summary>What the ledger remembers of a posted call beside its identity.</summary>
/// <param name="Facts">The hash of its billable facts.</param>
/// <param name="Run">The number of the run that posted it.</param>
internal readonly record struct StoredCall(ulong Facts, int Run);
