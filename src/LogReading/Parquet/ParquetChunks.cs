using Accounting.Core.Ledger;
using Accounting.LogReading.Inputs;
using Accounting.LogReading.Parquet.Rows;

namespace Accounting.LogReading.Parquet;

/// <summary>
/// Reads a Parquet file as chunks: each row is a record, written as a line of JSON, so that it is read, counted and quarantined as the line
/// of a log with the same content would be. Offsets are those in the lines of the whole file. For one thread.
/// </summary>
internal sealed class ParquetChunks : IDisposable
{
    private readonly StoredBytes _bytes;
    private readonly int _ordinal;
    private readonly ChunkOptions _options;
    private readonly ColumnChoice _choice;
    private readonly GrowthGuard _guard;
    private InputPosition _position;
    private ParquetFile? _file;
    private RowGroupsAhead? _pieces;
    private long _rowsLeft;
    private bool _done;

    /// <param name="bytes">The file; disposed with this.</param>
    /// <param name="ordinal">Its place in the run's plan.</param>
    /// <param name="start">The beginning, or the <see cref="Chunk.Next"/> of a chunk of the same file.</param>
    /// <param name="options">How to cut it, and which columns are read.</param>
    public ParquetChunks(StoredBytes bytes, int ordinal, InputPosition start, ChunkOptions options)
    {
        (_bytes, _ordinal, _position, _options) = (bytes, ordinal, start, options);
        _choice = new(options.Reading);
        _guard = new("bytes of rows", bytes.Length, Limits.DecompressedBytesUnchecked);
    }

    /// <summary>About how far the file has been read, in stored bytes.</summary>
    public long StoredBytesRead { get; private set; }

    /// <summary>The next chunk; null behind the last one, which says <see cref="Chunk.EndOfInput"/>.</summary>
    /// <exception cref="InputChangedException">The file has fewer rows than were billed of it.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; only <see cref="Dispose"/> may be called then.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public Chunk? Next(CancellationToken cancellationToken)
    {
        if (_done) return null;
        try
        {
            if (_file is null) Open(cancellationToken);
            if (_rowsLeft == 0) return ToChunk(new([], 0, 0));
            var piece = _pieces!.Next();
            _guard.Add(piece.Length);
            return ToChunk(piece);
        }
        catch (ParquetException exception)
        {
            return Refused(exception);
        }
    }

    public void Dispose()
    {
        _pieces?.Dispose();
        _bytes.Dispose();
        _done = true;
    }

    private void Open(CancellationToken cancellationToken)
    {
        _file = ParquetFile.Open(_bytes);
        FileChecks.Check(_file, _choice);
        var passed = _position.Row - InputPosition.Start.Row;
        var rows = _file.RowGroups.Sum(group => group.RowCount);
        if (passed > rows)
            throw new InputChangedException(
                $"The Parquet file has {rows} rows, and an interrupted run has billed {passed}: "
                + "it is not the input that it was. Put the old one back, or undo the run: accounting runs list, accounting runs void RUN --reason TEXT");
        _rowsLeft = rows - passed;
        _pieces = new(_file, _choice, _options, passed, cancellationToken);
    }

    private Chunk ToChunk(RowPiece piece)
    {
        var from = _position;
        var isBad = piece.Reason.Length > 0;
        // A chunk moves the position, also where it has no lines.
        _position = new(from.Offset + Math.Max(piece.Length, isBad ? 1 : 0), from.Row + piece.Rows);
        _rowsLeft -= piece.Rows;
        _done = _rowsLeft == 0;
        StoredBytesRead = _done ? _bytes.Length : _pieces!.StoredBytesRead;
        byte[]? buffer = piece.Buffer;
        return new()
        {
            InputOrdinal = _ordinal,
            Start = from,
            Next = _position,
            Bytes = isBad ? default : piece.Buffer.AsMemory(0, piece.Length),
            EndOfInput = _done,
            Rejected = isBad ? [new(from.Row, from.Offset, piece.Reason, piece.Message, piece.Buffer, piece.Length)] : [],
            Release = () =>
            {
                if (Interlocked.Exchange(ref buffer, null) is { } owned) _options.Pool.Return(owned);
            },
        };
    }

    // Nothing more of the file can be read.
    private Chunk Refused(ParquetException exception)
    {
        _done = true;
        var from = _position;
        var advice = exception.Reason == RejectReasons.UnknownFormat
            ? "Write it anew without that, or export it as JSON lines."
            : "Get a whole copy of the file and bill that: what is billed already is not billed again.";
        var read = from == InputPosition.Start ? "Nothing of it was read." : "The rows before this one were read.";
        return new()
        {
            InputOrdinal = _ordinal,
            Start = from,
            Next = new(from.Offset + 1, from.Row + Math.Max(1, _rowsLeft)),
            Bytes = default,
            EndOfInput = true,
            Rejected = [new(from.Row, from.Offset, exception.Reason, $"The Parquet file cannot be read: {exception.Message}. {read} {advice}", [], 0)],
        };
    }
}
