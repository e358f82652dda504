using Accounting.Core.Ledger;
using Accounting.LogReading.Calls;
using Accounting.LogReading.Inputs;
using CsvHelper;

namespace Accounting.LogReading.Csv;

/// <summary>
/// Reads a CSV file with a header as chunks: each row is a record, written as a line of JSON, so that it is read, counted and quarantined
/// as the line of a log with the same content would be. Rows are
/// numbered with the header as the first; offsets are those in the lines. For one thread.
/// </summary>
internal sealed class CsvChunks : IDisposable
{
    private readonly OpenedInput _opened;
    private readonly CsvStream _stream;
    private readonly CsvReader _reader;
    private readonly CsvShape _shape;
    private readonly CsvRowWriter _writer;
    private readonly ByteText _text = new();
    private readonly ChunkOptions _options;
    private readonly int _ordinal;
    private InputPosition _position;
    private bool _entered;
    private bool _done;
    private bool _isMalformed;
    private QuarantinedRecord? _bad;

    public CsvChunks(OpenedInput opened, CsvShape shape, int ordinal, InputPosition start, ChunkOptions options)
    {
        (_opened, _shape, _ordinal, _position, _options) = (opened, shape, ordinal, start, options);
        _stream = new(opened.Decoded);
        _writer = new(shape.Columns);
        _reader = CsvReader.Create(_stream, new()
        {
            Separator = shape.Delimiter,
            MaxRecordSize = options.LineBytesMax,
            OnMalformedRecord = _ => _isMalformed = true,
        });
    }

    /// <summary>The next chunk, or null behind the last one. A row that cannot be taken is a chunk of its own, so that the rows of others
    /// follow each other.</summary>
    public Chunk? Next(CancellationToken cancellationToken)
    {
        if (_done) return null;
        if (!_entered) Enter(cancellationToken);
        var from = _position;
        _text.Clear();
        var rows = 0;
        while (_bad is null && !_done && _text.Length < _options.ChunkBytes && rows < _options.LinesMax)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryRow()) rows++;
        }
        var bad = rows == 0 ? _bad : null;
        if (bad is not null) _bad = null;
        _position = new(from.Offset + _text.Length + (bad is null ? 0 : 1), from.Row + rows + (bad is null ? 0 : 1));
        var isLast = _done && _bad is null;
        _done = isLast;
        return ToChunk(from, isLast, bad is null ? [] : [bad with { Row = from.Row, Offset = from.Offset }]);
    }

    public void Dispose() => _reader.Dispose();

    // Passes over the header, and over what was billed before.
    private void Enter(CancellationToken cancellationToken)
    {
        _entered = true;
        for (var row = InputPosition.Start.Row; row < _position.Row; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!_reader.Read())
                throw new InputChangedException(
                    FormattableString.Invariant($"The CSV file ends before row {_position.Row}, up to which an interrupted run has billed it. ")
                    + "Put the old one back, or undo the run: accounting runs list, accounting runs void RUN --reason TEXT");
        }
    }

    // Writes the next row; what cannot be taken waits as the bad one.
    private bool TryRow()
    {
        _isMalformed = false;
        try
        {
            if (!_reader.Read())
            {
                _done = true;
                if (_stream.Damage is { } damage)
                    _bad = new(
                        0, 0, damage.Reason, $"The CSV file cannot be read beyond this row: {damage.Message} The rows before it were read. {damage.Advice}", [], 0);
                return false;
            }
        }
        catch (CsvFormatException exception)
        {
            _done = true;
            _bad = Refused(
                RejectReasons.LineTooLong,
                $"A row has more than {_options.LineBytesMax} bytes; look whether a quote is missing. Nothing behind it was read ({exception.Message}).", []);
            return false;
        }
        if (_isMalformed || _reader.FieldCount != _shape.Columns.Count)
        {
            _bad = Refused(
                RejectReasons.InvalidCsv,
                _isMalformed ? "The row has quotes that do not match." : $"The row has {_reader.FieldCount} fields; the header has {_shape.Columns.Count}.");
            return false;
        }
        _writer.Write(_reader, _text);
        return true;
    }

    private QuarantinedRecord Refused(string reason, string message, byte[]? raw = null)
    {
        raw ??= _reader.RawRecord.ToArray();
        var kept = raw[..Math.Min(raw.Length, QuarantinedRecord.RawBytesMax)];
        return new(0, 0, reason, $"{message} Mend the row and bill the file again: what is billed already is not billed again.", kept, raw.Length);
    }

    private Chunk ToChunk(InputPosition from, bool isLast, IReadOnlyList<QuarantinedRecord> rejected) => new()
    {
        InputOrdinal = _ordinal,
        Start = from,
        Next = _position,
        Bytes = _text.Span.ToArray(),
        EndOfInput = isLast,
        InputSha256 = isLast ? _opened.Stored.Sha256OfAll() : null,
        Rejected = rejected,
    };
}
