using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Parts;

namespace Accounting.Grains.Runs;

/// <summary>
/// An unfinished run as its grain holds it: the record that it was read as, where it stands since, and the receipts of the last group, for
/// a client whose answer was lost.
/// </summary>
internal sealed class OpenRun(RunRecord run, OpenRun? before = null)
{
    private Dictionary<(int Input, long Start), ChunkReceipt> _last = before?.Run.Run == run.Run ? before._last : [];

    public RunRecord Run => run;

    public RunPosition Position { get; } = new(run);

    /// <summary>Whether the first chunk that was not posted begins elsewhere than the run stands.</summary>
    public bool IsAhead(IReadOnlyList<ChunkPosting> chunks) => NotPosted(chunks) is [var first, ..] && !Position.IsNext(first.InputOrdinal, first.Start);

    public IReadOnlyList<ChunkPosting> NotPosted(IReadOnlyList<ChunkPosting> chunks) =>
        [.. chunks.SkipWhile(chunk => Position.IsPast(chunk.InputOrdinal, chunk.Start, chunk.Next, chunk.EndOfInput))];

    /// <param name="chunks">Of the request.</param>
    /// <param name="receipts">Of those that were posted now, the last of <paramref name="chunks"/>.</param>
    public void MoveOn(IReadOnlyList<ChunkPosting> chunks, IReadOnlyList<ChunkReceipt> receipts)
    {
        var past = chunks.Count - receipts.Count;
        _last = Enumerable.Range(0, chunks.Count).ToDictionary(
            index => PlaceOf(chunks[index]), index => index < past ? ReceiptOf(chunks[index]) : receipts[index - past]);
        foreach (var chunk in chunks.Skip(past)) Position.MoveOn(chunk.Next, chunk.EndOfInput);
    }

    /// <summary>What became of a posted chunk; empty where it is not of the last group.</summary>
    public ChunkReceipt ReceiptOf(ChunkPosting chunk) => _last.GetValueOrDefault(PlaceOf(chunk));

    private static (int Input, long Start) PlaceOf(ChunkPosting chunk) => (chunk.InputOrdinal, chunk.Start.Offset);
}
