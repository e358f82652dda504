using Accounting.LogReading.Inputs;
using Accounting.LogReading.Parquet.Rows;

namespace Accounting.LogReading.Parquet;

/// <summary>
/// The pieces of a file's row groups, in order. Row groups are read side by side by threads of their own, each a few pieces ahead; where a
/// row group is cut does not depend on that. To be used by one thread.
/// </summary>
internal sealed class RowGroupsAhead : IDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly Queue<RowGroupThread> _running = new();
    private readonly ParquetFile _file;
    private readonly ColumnChoice _choice;
    private readonly ChunkOptions _options;
    private long _passed;
    private int _next;

    /// <param name="file">The file.</param>
    /// <param name="choice">Which columns are read.</param>
    /// <param name="options">How rows are cut into pieces, and how many row groups are read at once.</param>
    /// <param name="passed">Rows of the file that are passed over.</param>
    /// <param name="cancellationToken">Stops the threads.</param>
    public RowGroupsAhead(ParquetFile file, ColumnChoice choice, ChunkOptions options, long passed, CancellationToken cancellationToken)
    {
        (_file, _choice, _options, _passed) = (file, choice, options, passed);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        while (_next < file.RowGroups.Count && _passed >= file.RowGroups[_next].RowCount) _passed -= file.RowGroups[_next++].RowCount;
    }

    /// <summary>Stored bytes up to the row group that is being read.</summary>
    public long StoredBytesRead { get; private set; }

    /// <summary>The next piece; there must be one.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public RowPiece Next()
    {
        while (true)
        {
            while (_next < _file.RowGroups.Count && _running.Count < _options.RowGroupsAtOnce) StartNext();
            if (_running.Peek().Next(_stop.Token) is { } piece) return piece;
            using var done = _running.Dequeue();
            var columns = _file.RowGroups[done.Number].Columns;
            StoredBytesRead = Math.Min(_file.Length, StoredBytesRead + columns.Sum(column => Math.Clamp(column.StoredBytes, 0, _file.Length)));
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        foreach (var thread in _running) thread.Dispose();
        _stop.Dispose();
    }

    private void StartNext()
    {
        if (_file.RowGroups[_next].RowCount == 0)
        {
            _next++;
            return;
        }
        var pieces = new RowGroupPieces(_file, _next, _choice, _options, _passed);
        _running.Enqueue(new(pieces, _next, _stop.Token));
        _passed = 0;
        _next++;
    }
}
