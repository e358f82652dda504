using Accounting.Core.Ledger;

namespace Accounting.BatchClient.Billing;

/// <summary>Told of each posted chunk, on the posting thread.</summary>
internal interface IBillProgress
{
    /// <param name="inputOrdinal">The input's place in the plan.</param>
    /// <param name="storedBytesRead">How far it has been read, in bytes as stored.</param>
    /// <param name="receipt">What became of the chunk.</param>
    void Posted(int inputOrdinal, long storedBytesRead, ChunkReceipt receipt);
}
