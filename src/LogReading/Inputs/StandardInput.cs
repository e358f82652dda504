namespace Accounting.LogReading.Inputs;

/// <summary>
/// Standard input whose reads can be given up. A pipe or a terminal blocks until something comes, and who presses Ctrl-C must not wait
/// for that: the read then goes on alone
/// and its bytes are dropped.
/// </summary>
internal sealed class StandardInput(Stream inner) : Stream
{
    private readonly byte[] _block = new byte[Limits.SniffBytes];
    private int _start;
    private int _end;

    /// <summary>Ends a read that waits, with <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken Cancellation { get; set; }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        if (_start == _end)
        {
            Cancellation.ThrowIfCancellationRequested();
            // Not given the token: a stream that minds it could stop with bytes taken and not handed over.
            _end = inner.ReadAsync(_block, CancellationToken.None).AsTask().WaitAsync(Cancellation).GetAwaiter().GetResult();
            _start = 0;
        }
        var count = Math.Min(buffer.Length, _end - _start);
        _block.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    public override void Flush() => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
