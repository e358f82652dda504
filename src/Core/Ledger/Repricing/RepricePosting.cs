namespace Accounting.Core.Ledger.Repricing;

/// <summary>What pricing again needs to know of a posting.</summary>
/// <param name="Run">The run's number.</param>
/// <param name="UndatedAt">The instant as of which the run's calls without a time are priced.</param>
/// <param name="IsAdjustment">Whether it adds the difference of two versions, else calls.</param>
/// <param name="Version">The price version; of an adjustment, the new one.</param>
/// <param name="OldVersion">The old one of an adjustment.</param>
public sealed record RepricePosting(int Run, DateTimeOffset UndatedAt, bool IsAdjustment, string Version, string OldVersion);
