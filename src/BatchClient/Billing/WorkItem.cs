using Accounting.Core.Ledger;
using Accounting.LogReading.Inputs;

namespace Accounting.BatchClient.Billing;

/// <summary>A chunk on its way from the reader through a worker to the ledger.</summary>
internal sealed class WorkItem(Chunk chunk, string uri, ChunkPosting posting, long storedBytesRead) : IDisposable
{
    public Chunk Chunk { get; } = chunk;
    public string Uri { get; } = uri;
    public ChunkPosting Posting { get; } = posting;
    /// <summary>How far its input had been read, in bytes as stored: for progress.</summary>
    public long StoredBytesRead { get; } = storedBytesRead;
    /// <summary>Set when a worker has filled <see cref="Posting"/>, or has failed.</summary>
    public ManualResetEventSlim Counted { get; } = new();

    public void Dispose()
    {
        Chunk.Release();
        Counted.Dispose();
    }
}
