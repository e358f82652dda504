using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Accounting.LogReading.Parquet.Rows;

namespace Accounting.LogReading.Parquet;

/// <summary>Reads one row group on a thread of its own, a few pieces ahead of who takes them.</summary>
internal sealed class RowGroupThread : IDisposable
{
    // One that waits to be taken, and one that is being read.
    private const int PiecesAhead = 1;

    private readonly BlockingCollection<RowPiece> _ready = new(PiecesAhead);
    private readonly RowGroupPieces _pieces;
    private readonly Thread _thread;
    private ExceptionDispatchInfo? _failure;

    /// <param name="pieces">What is read; disposed with this.</param>
    /// <param name="number">The row group's number.</param>
    /// <param name="stop">Must be cancelled before a thread that is not at its end is disposed.</param>
    public RowGroupThread(RowGroupPieces pieces, int number, CancellationToken stop)
    {
        (_pieces, Number) = (pieces, number);
        _thread = new(() => Read(stop)) { IsBackground = true, Name = $"row group {number + 1}" };
        _thread.Start();
    }

    /// <summary>The row group's number.</summary>
    public int Number { get; }

    /// <summary>The next piece; null behind the last one.</summary>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public RowPiece? Next(CancellationToken stop)
    {
        if (_ready.TryTake(out var piece, Timeout.Infinite, stop)) return piece;
        _failure?.Throw();
        return null;
    }

    public void Dispose()
    {
        _thread.Join();
        _pieces.Dispose();
        _ready.Dispose();
    }

    private void Read(CancellationToken stop)
    {
        try
        {
            while (_pieces.Next(stop) is { } piece) _ready.Add(piece, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Asked to stop.
        }
        catch (Exception exception)
        {
            _failure = ExceptionDispatchInfo.Capture(exception);
        }
        finally
        {
            _ready.CompleteAdding();
        }
    }
}
