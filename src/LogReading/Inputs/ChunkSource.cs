using Accounting.Core.Ledger;
using Accounting.LogReading.Compression;
using Accounting.LogReading.Csv;
using Accounting.LogReading.Parquet;

namespace Accounting.LogReading.Inputs;

/// <summary>
/// Reads one input as chunks, from its beginning or from where a run stopped. Plain files and tables are entered there; compressed ones and
/// standard input are read again up to there. For one thread; chunks may be used and released by others.
/// </summary>
/// <param name="input">What to read.</param>
/// <param name="ordinal">Its place in the run's plan, written into each chunk.</param>
/// <param name="start">The beginning, or the <see cref="Chunk.Next"/> of a chunk of the same input.</param>
/// <param name="options">How to cut it.</param>
public sealed class ChunkSource(Input input, int ordinal, InputPosition start, ChunkOptions options) : IDisposable
{
    private readonly Func<OpenedInput>? _open;
    private StandardInput? _standardInput;
    private OpenedInput? _opened;
    private LineCutter? _cutter;
    private ParquetChunks? _table;
    private CsvChunks? _csv;
    private bool _done;

    internal ChunkSource(Func<OpenedInput> open, InputPosition start, ChunkOptions options, StandardInput? standardInput = null)
        : this(Input.StandardInput, 0, start, options)
    {
        _open = open;
        _standardInput = standardInput ?? new(Stream.Null);
    }

    /// <summary>Stored bytes read or passed over so far: how far the input has come, of <see cref="PlannedInput.Bytes"/>.</summary>
    public long CompressedBytesRead => _table?.StoredBytesRead ?? _opened?.Stored.Position ?? 0;

    /// <summary>How the input holds records: <c>lines</c>, <c>csv</c> or <c>parquet</c>; known after the first <see cref="Next"/>.</summary>
    public string Container => _table is not null ? "parquet" : _csv is not null ? "csv" : "lines";

    /// <summary>How the input is packed; known after the first <see cref="Next"/>.</summary>
    public CompressionFormat Compression => _opened?.Compression ?? CompressionFormat.None;

    /// <summary>
    /// The next chunk, or null behind the last one. Every input has a last chunk, which says <see cref="Chunk.EndOfInput"/>; an empty
    /// input has one without bytes.
    /// A chunk with a record in <see cref="Chunk.Rejected"/> may have no bytes.
    /// </summary>
    /// <exception cref="IOException">The input is not there, cannot be read, is shorter than the start, or needs a library that is not
    /// installed.</exception>
    /// <exception cref="UnauthorizedAccessException">The input may not be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; only <see cref="Dispose"/> may be called then.</exception>
    public Chunk? Next(CancellationToken cancellationToken)
    {
        if (_done) return null;
        if (input.Path is null) (_standardInput ??= new(Console.OpenStandardInput())).Cancellation = cancellationToken;
        if (_table is not null) return _table.Next(cancellationToken);
        if (_csv is not null) return _csv.Next(cancellationToken);
        if (_cutter is null)
        {
            _opened = Open();
            if (IsTable())
            {
                _table = new(StoredBytes.OfFile(input.Path!), ordinal, start, options);
                return _table.Next(cancellationToken);
            }
            if (CsvShape.Of(_opened.Decoded.Peek()) is { } shape)
            {
                _csv = new(_opened, shape, ordinal, start, options);
                return _csv.Next(cancellationToken);
            }
            if (start.Offset == 0 && RefusedWhole() is { } refused) return refused;
            // Asked before anything is read: from a later start the head is passed over.
            var isSession = SessionShape.Is(_opened.Decoded.Peek(), options.Reading.InputFormat);
            _cutter = new(_opened.Decoded, Enter(cancellationToken), options, isSession);
        }
        var piece = _cutter.Next(cancellationToken)!;
        _done = piece.EndOfInput;
        return ToChunk(piece);
    }

    public void Dispose()
    {
        _table?.Dispose();
        _csv?.Dispose();
        _cutter?.Dispose();
        _opened?.Dispose();
        _done = true;
    }

    private OpenedInput Open()
    {
        if (_open is not null) return _open();
        if (input.Path is null) return OpenedInput.Open(_standardInput!, name: null, hashPlain: true);
        try
        {
            return OpenedInput.Open(input.Path, hashPlain: false);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputChangedException(
                $"{input.Path} was there when the run was planned, and is gone. Put it back and run the same command again: it goes on where it stopped. "
                + "Or bill the inputs that are left: what was billed is not billed twice.",
                exception);
        }
    }

    // Parquet is read from its end: only as a file of its own, not packed and not through a pipe.
    private bool IsTable() =>
        _open is null && input.Path is not null && _opened!.Compression == CompressionFormat.None && ParquetFile.Is(_opened.Decoded.Peek());

    // Goes to the start, behind a byte order mark: the mark is no part of the first record, whose bytes may be its identity.
    private InputPosition Enter(CancellationToken cancellationToken)
    {
        var decoded = _opened!.Decoded;
        if (start.Offset > 0)
        {
            PassOver(cancellationToken);
            return start;
        }
        if (!decoded.Peek().StartsWith("\ufeff"u8)) return start;
        decoded.Skip(3);
        return new(3, start.Row);
    }

    private void PassOver(CancellationToken cancellationToken)
    {
        if (_opened!.TrySeek(start.Offset)) return;
        var scratch = options.Pool.Rent(options.ChunkBytes);
        try
        {
            for (var left = start.Offset; left > 0;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var count = _opened.Decoded.Read(scratch.AsSpan(0, (int)Math.Min(left, scratch.Length)));
                if (count == 0) throw Changed();
                left -= count;
            }
        }
        finally
        {
            options.Pool.Return(scratch);
        }
    }

    private InputChangedException Changed() => new(
        FormattableString.Invariant($"{input.Planned.Uri} ends before byte {start.Offset}, up to which an interrupted run has billed it: ")
        + "it is not the input that it was. Put the old one back, or undo the run: "
        + "accounting runs list, accounting runs void RUN --reason TEXT");

    private Chunk? RefusedWhole()
    {
        var head = _opened!.Decoded.Peek();
        var mark = head.StartsWith("\ufeff"u8) ? 3 : 0;
        var shape = InputShapes.Of(head[mark..]);
        if (InputShapes.Refusal(shape, head[mark..]) is not { } refusal) return null;
        _done = true;
        var length = Math.Max(input.Planned.Bytes, head.Length);
        return new Chunk
        {
            InputOrdinal = ordinal,
            Start = start,
            Next = new(length, start.Row + 1),
            Bytes = default,
            EndOfInput = true,
            Rejected = [new(start.Row, start.Offset, refusal.Reason, refusal.Message, head.ToArray(), length)],
        };
    }

    private Chunk ToChunk(LineCutter.Piece piece)
    {
        byte[]? buffer = piece.Buffer;
        return new Chunk
        {
            InputOrdinal = ordinal,
            Start = piece.Start,
            Next = piece.Next,
            Bytes = piece.Buffer.AsMemory(0, piece.Length),
            EndOfInput = piece.EndOfInput,
            InputSha256 = piece.EndOfInput ? _opened!.Stored.Sha256OfAll() : null,
            Rejected = piece.Rejected,
            Release = () =>
            {
                if (Interlocked.Exchange(ref buffer, null) is { } owned) options.Pool.Return(owned);
            },
        };
    }
}
