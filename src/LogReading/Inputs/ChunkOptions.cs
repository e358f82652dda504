using Accounting.LogReading.Calls;
using Accounting.LogReading.Parquet;

namespace Accounting.LogReading.Inputs;

/// <summary>How inputs are cut into chunks. One for all inputs of a run, which then share its memory.</summary>
public sealed class ChunkOptions
{
    private readonly int _chunkBytes = Limits.ChunkBytesDefault;

    public ChunkOptions() => Pool = new(this);

    /// <summary>
    /// Decompressed bytes of a chunk: <see cref="Limits.ChunkBytesMin"/> to <see cref="Limits.ChunkBytesMax"/>. A chunk is longer only
    /// where its first line is.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is out of its bounds.</exception>
    public int ChunkBytes
    {
        get => _chunkBytes;
        init => _chunkBytes = value is >= Limits.ChunkBytesMin and <= Limits.ChunkBytesMax || LineBytesMax < Limits.LineBytesMax
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(value), value,
                FormattableString.Invariant($"A chunk has {Limits.ChunkBytesMin} (4 KiB) to {Limits.ChunkBytesMax} (64 MiB) bytes."));
    }

    /// <summary>How many unused buffers are kept for the next chunks: workers and a few.</summary>
    public int BuffersMax { get; init; } = 8;

    /// <summary>How records become calls: which columns of a table are read depends on it.</summary>
    public ReadingOptions Reading { get; init; } = new();

    /// <summary>Row groups of a Parquet file that are read at once, 1 or more: each needs the memory of its pages.</summary>
    public int RowGroupsAtOnce { get; init; } = 1;

    /// <summary>Less than <see cref="Limits.LineBytesMax"/> in tests only, where chunks may then be small too.</summary>
    internal int LineBytesMax { get; init; } = Limits.LineBytesMax;

    /// <summary>Less than <see cref="Limits.ChunkLinesMax"/> in tests only.</summary>
    internal int LinesMax { get; init; } = Limits.ChunkLinesMax;

    internal BufferPool Pool { get; }

    /// <summary>Checks what <see cref="ReadingOptions.Columns"/> may be.</summary>
    /// <exception cref="ArgumentException">It is no list of FIELD=COLUMN.</exception>
    public static void CheckColumns(string? columns) => NamedColumns.Parse(columns);
}
