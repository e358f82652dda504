namespace Accounting.LogReading.Inputs;

/// <summary>How inputs are cut into chunks.</summary>
public sealed class ChunkOptions
{
    /// <param name="chunkBytes">Decompressed bytes of a chunk: <see cref="Limits.ChunkBytesMin"/> to <see cref="Limits.ChunkBytesMax"/>.
    /// A chunk is longer only where its first line is.</param>
    /// <param name="pool">Where chunks get their memory; null: an own pool.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is out of its bounds.</exception>
    public ChunkOptions(int chunkBytes = Limits.ChunkBytesDefault, BufferPool? pool = null)
    {
        if (chunkBytes is < Limits.ChunkBytesMin or > Limits.ChunkBytesMax)
            throw new ArgumentOutOfRangeException(
                nameof(chunkBytes), chunkBytes, FormattableString.Invariant($"A chunk has {Limits.ChunkBytesMin} (4 KiB) to {Limits.ChunkBytesMax} (64 MiB) bytes."));
        ChunkBytes = chunkBytes;
        Pool = pool ?? new BufferPool(chunkBytes, 2);
    }

    internal ChunkOptions(int chunkBytes, int lineBytesMax)
    {
        ChunkBytes = chunkBytes;
        LineBytesMax = lineBytesMax;
        Pool = new BufferPool(chunkBytes, 2);
    }

    public int ChunkBytes { get; }
    public BufferPool Pool { get; }

    /// <summary>Smaller in tests only.</summary>
    internal int LineBytesMax { get; } = Limits.LineBytesMax;
}
