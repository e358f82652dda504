using Accounting.Core.Ledger;
using Accounting.Grains.Interfaces;
using Accounting.Grains.Interfaces.Runs;

namespace Accounting.Grains.Runs;

/// <summary>Reads and checks the chunks of a request.</summary>
internal static class PostedChunks
{
    /// <exception cref="LedgerException">None, too many, or some that do not follow each other in plan order.</exception>
    public static IReadOnlyList<ChunkPosting> Read(PostRequest request)
    {
        if (request.Chunks is not { Length: > 0 and <= MessageLimits.ChunksMax } messages)
            throw Refused($"{request.Chunks?.Length ?? 0} chunks; expected 1 to {MessageLimits.ChunksMax}");
        var chunks = new ChunkPosting[messages.Length];
        for (var index = 0; index < chunks.Length; index++) messages[index].CopyTo(chunks[index] = new());
        for (var index = 1; index < chunks.Length; index++) RequireOrder(chunks[index - 1], chunks[index]);
        return chunks;
    }

    private static void RequireOrder(ChunkPosting before, ChunkPosting chunk)
    {
        var follows = before.EndOfInput
            ? chunk.InputOrdinal > before.InputOrdinal
            : chunk.InputOrdinal == before.InputOrdinal && chunk.Start.Offset == before.Next.Offset;
        if (!follows)
        {
            throw Refused($"a chunk of input {chunk.InputOrdinal} at offset {chunk.Start.Offset} follows one of input {before.InputOrdinal} "
                + $"that ends at offset {before.Next.Offset}");
        }
    }

    private static LedgerException Refused(string what) => new(LedgerFault.Refused,
        $"A group of chunks cannot be posted: {what}. Nothing of it was. Use the same version of the program everywhere; if it is, please report this.");
}
