using Accounting.Core.Ledger;
using Accounting.LogReading.Inputs;

namespace Accounting.LogReading.Calls;

/// <summary>Turns the records of a chunk into calls: finds the format of each record, its facts and its quantities, and counts text where
/// the log reports none. One per thread.</summary>
public interface IChunkReader
{
    /// <summary>Fills <paramref name="posting"/>, which the caller has cleared. Never throws for what stands in the chunk: a bad record
    /// costs one record.</summary>
    void Read(Chunk chunk, string inputUri, ChunkPosting posting, CancellationToken cancellationToken);
}
