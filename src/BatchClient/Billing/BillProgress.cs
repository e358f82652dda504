using Accounting.BatchClient.Rendering;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Spectre.Console;

namespace Accounting.BatchClient.Billing;

/// <summary>Counts what a run posts and, on a terminal, shows it on one line: bytes, calls and tokens per second, cost so far, time left.</summary>
internal sealed class BillProgress : IBillProgress, IDisposable
{
    /// <summary>How often the line is drawn anew.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly CommandContext _context;
    private readonly long[] _bytesOfInput;
    private readonly long _bytesTotal;
    private readonly long _started;
    private long _drawn;
    private long _tokens;
    private Money _cost;
    private bool _isDrawn;

    public BillProgress(RunRecord run, CommandContext context)
    {
        _context = context;
        _bytesOfInput = new long[run.Inputs.Count];
        _bytesTotal = run.Inputs.Where(input => !input.Done && !input.Skipped).Sum(input => Math.Max(0, input.Input.Bytes));
        _started = _drawn = context.Time.GetTimestamp();
    }

    /// <summary>Records posted by this process.</summary>
    public long Read { get; private set; }

    /// <summary>Bytes as stored that this process read.</summary>
    public long BytesRead { get; private set; }

    public void Posted(int inputOrdinal, long storedBytesRead, ChunkReceipt receipt)
    {
        BytesRead += storedBytesRead - _bytesOfInput[inputOrdinal];
        _bytesOfInput[inputOrdinal] = storedBytesRead;
        Read += receipt.Counts.Read;
        _tokens += receipt.Tokens;
        _cost += receipt.Amount;
        if (_context.ErrorIsTerminal && _context.Time.GetElapsedTime(_drawn) >= Interval) Draw();
    }

    /// <summary>Takes the line away.</summary>
    public void Dispose()
    {
        if (_isDrawn) _context.Error.Write("\r\e[K");
        _isDrawn = false;
    }

    private void Draw()
    {
        _drawn = _context.Time.GetTimestamp();
        var milliseconds = Math.Max(1, (long)_context.Time.GetElapsedTime(_started).TotalMilliseconds);
        var left = _bytesTotal > 0 && BytesRead > 0
            ? $" · {Numbers.Duration(TimeSpan.FromMilliseconds(milliseconds * Math.Max(0, _bytesTotal - BytesRead) / BytesRead))} left" : "";
        var total = _bytesTotal > 0 ? $" of {Numbers.Bytes(_bytesTotal)}" : "";
        var calls = Numbers.Count(Read * 1000 / milliseconds);
        var tokens = Numbers.Count((long)((Int128)_tokens * 1000 / milliseconds));
        var line = $"{Numbers.Bytes(BytesRead)}{total} · {calls} calls/s · {tokens} tokens/s · USD {Numbers.Rounded(_cost)} so far{left}";
        _context.Error.Write("\r\e[K");
        _context.ErrorConsole.Write(new Text(line));
        _isDrawn = true;
    }
}
