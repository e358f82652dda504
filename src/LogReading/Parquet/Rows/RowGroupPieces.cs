using Accounting.Core.Ledger;
using Accounting.LogReading.Inputs;

namespace Accounting.LogReading.Parquet.Rows;

/// <summary>
/// Cuts the rows of one row group into pieces of about the size of a chunk. What cannot be read costs the one row or, where its columns are
/// damaged, the rest of the row group. For one thread.
/// </summary>
/// <param name="file">The file.</param>
/// <param name="rowGroup">The row group's number.</param>
/// <param name="choice">Which columns are read.</param>
/// <param name="options">How long a piece may be.</param>
/// <param name="passed">Rows that are passed over: a run has billed them.</param>
internal sealed class RowGroupPieces(ParquetFile file, int rowGroup, ColumnChoice choice, ChunkOptions options, long passed) : IDisposable
{
    private readonly RowText _text = new(options.LineBytesMax + 1);
    private RowGroupRows? _rows;
    private ParquetException? _problem;
    private long _left = file.RowGroups[rowGroup].RowCount - passed;
    private byte[] _buffer = [];
    private int _filled;
    private int _lines;
    private bool _isRowWaiting;

    /// <summary>The next piece; null behind the last.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public RowPiece? Next(CancellationToken cancellationToken)
    {
        if (_left == 0) return null;
        if (_problem is null) ReadLines(cancellationToken);
        var piece = _lines > 0 ? TakeLines() : _problem is null ? TakeLongRow() : TakeProblem(_problem);
        _left -= piece.Rows;
        return piece;
    }

    public void Dispose() => _rows?.Dispose();

    // Up to a row that does not fit any more or is too long, which waits for the next piece; or to one that cannot be read.
    private void ReadLines(CancellationToken cancellationToken)
    {
        try
        {
            _rows ??= Open();
            while (_lines < options.LinesMax && (_isRowWaiting || !_rows.AtEnd))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!_isRowWaiting) _rows.Write(_text);
                _isRowWaiting = _text.IsTooLong || (_lines > 0 && _filled + _text.Length > options.ChunkBytes);
                if (_isRowWaiting) return;
                AddRow();
            }
        }
        catch (ParquetException exception)
        {
            _problem = exception.At($"row group {rowGroup + 1}");
            _isRowWaiting = false;
        }
    }

    private void AddRow()
    {
        if (_lines == 0) _buffer = options.Pool.Rent(Math.Max(options.ChunkBytes + 1, _text.Length));
        _text.Span.CopyTo(_buffer.AsSpan(_filled));
        _filled += _text.Length;
        _lines++;
    }

    private RowGroupRows Open()
    {
        var rows = new RowGroupRows(file, rowGroup, choice.ColumnsOf(file, rowGroup));
        rows.Pass(passed);
        return rows;
    }

    private RowPiece TakeLines()
    {
        var piece = new RowPiece(_buffer, _filled, _lines);
        (_buffer, _filled, _lines) = ([], 0, 0);
        return piece;
    }

    private RowPiece TakeLongRow()
    {
        var raw = _text.Span[..Math.Min(_text.Length, QuarantinedRecord.RawBytesMax)].ToArray();
        _isRowWaiting = false;
        return new(raw, raw.Length, 1, RejectReasons.LineTooLong,
            $"The row has more than {options.LineBytesMax} bytes as a line of JSON; a record may have at most so many.");
    }

    private RowPiece TakeProblem(ParquetException problem) => new([], 0, _left, problem.Reason,
        $"{problem.Message}. The row cannot be read, nor the {_left - 1} behind it in its row group, which are not billed; "
        + "the rows before it, and other row groups, were read. "
        + "Get a whole copy of the file and bill that: what is billed already is not billed again.");
}
