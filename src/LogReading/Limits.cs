namespace Accounting.LogReading;

/// <summary>What bounds the reading of inputs (invariant 11): each limit with its reason.</summary>
public static class Limits
{
    private const int KiB = 1 << 10;
    private const int MiB = 1 << 20;

    /// <summary>Bytes of a line without its line feed. 64 MiB: a call with images as base64 fits; a line is held whole in memory once per
    /// worker.</summary>
    public const int LineBytesMax = 64 * MiB;

    /// <summary>Below this, posting costs more than reading.</summary>
    public const int ChunkBytesMin = 4 * KiB;

    /// <summary>Not above <see cref="LineBytesMax"/>: so a line that is too long never stands in a chunk among others.</summary>
    public const int ChunkBytesMax = LineBytesMax;

    /// <summary>
    /// About 2,000 calls: a transaction costs little per call, an interruption loses little, and a few chunks in flight stay far below the
    /// memory limit.
    /// </summary>
    public const int ChunkBytesDefault = 4 * MiB;

    /// <summary>
    /// Lines of a chunk, empty ones left out. Each may have to be kept with a message, of about 1 KB: so the chunks in flight stay below
    /// the memory limit. Lines of 256 bytes or more never meet it at the default size of a chunk.
    /// </summary>
    public const int ChunkLinesMax = 16_384;

    /// <summary>
    /// Decoded bytes of a session, whose records lean on each other and are one chunk. Long ones reach some 20 MB; as much as a line may
    /// have, since both are held whole in memory once per worker.
    /// </summary>
    public const int SessionBytesMax = LineBytesMax;

    /// <summary>Lines of a session. Each may have to be kept with a message, of about 1 KB.</summary>
    public const int SessionLinesMax = 131_072;

    /// <summary>Columns of a CSV file. Exports have some hundred.</summary>
    public const int CsvColumnsMax = 4_096;

    /// <summary>An input may decompress to this many bytes at any ratio.</summary>
    public const long DecompressedBytesUnchecked = 256L * MiB;

    /// <summary>
    /// Beyond <see cref="DecompressedBytesUnchecked"/>, decompressed bytes per compressed byte. Real logs reach 5 to 50, a log that
    /// repeats one line
    /// a few hundred; deflate's own bound is 1,032.
    /// </summary>
    public const int DecompressionRatioMax = 1000;

    /// <summary>The window of a zstd frame, as a power of two: 128 MiB, what <c>zstd --long</c> writes and every decoder takes
    /// unasked.</summary>
    public const int ZstdWindowLogMax = 27;

    /// <summary>Bytes read to tell compression and shape apart, and the block in which compressed input is decoded.</summary>
    public const int SniffBytes = 64 * KiB;

    /// <summary>Inputs of one run: each stands in the run's plan.</summary>
    public const int InputsMax = 1_000_000;

    /// <summary>How many notes and problems of one kind are told one by one.</summary>
    public const int NotesMax = 20;

    /// <summary>Names looked at for near names of an input that is not there.</summary>
    public const int NearNameCandidatesMax = 10_000;
}
