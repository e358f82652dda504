using Accounting.LogReading.Calls;

namespace Accounting.BatchClient.Billing;

/// <summary>A ledger that counts as well: chunks go where it is, and come back counted.</summary>
internal interface IChunkCounting
{
    /// <summary>One for each worker thread, which waits while a chunk is counted elsewhere.</summary>
    IChunkReader NewChunkReader(ReadingOptions reading, CountLimits limits);
}
