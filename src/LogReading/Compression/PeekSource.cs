namespace Accounting.LogReading.Compression;

/// <summary>
/// Lets the first bytes be looked at before they are read. Reads its inner source in blocks of one fixed size where it decodes, so that
/// what
/// comes out before a damaged place does not depend on the sizes asked for (invariant 12).
/// </summary>
internal sealed class PeekSource(ByteSource inner, bool fixedBlocks) : ByteSource
{
    private readonly byte[] _block = new byte[Limits.SniffBytes];
    private int _start;
    private int _end;
    private bool _ended;
    private DamagedInputException? _damage;

    /// <summary>Bytes taken from the inner source, looked at or read.</summary>
    public long Produced { get; private set; }

    /// <summary>
    /// The next bytes, up to <see cref="Limits.SniffBytes"/> and fewer only at the end or before a damaged place. Only before the first
    /// read.
    /// </summary>
    public ReadOnlySpan<byte> Peek()
    {
        while (_end < _block.Length && !_ended) Fill();
        return _block.AsSpan(_start, _end - _start);
    }

    /// <summary>Forgets what was looked at: the inner source was moved.</summary>
    public void Restart()
    {
        _start = _end = 0;
        _ended = false;
        _damage = null;
    }

    public void Skip(int count) => _start += count;

    public override int Read(Span<byte> destination)
    {
        if (_start == _end)
        {
            if (!fixedBlocks && !_ended) return ReadInner(destination);
            _start = _end = 0;
            if (!_ended) Fill();
        }
        if (_start == _end) return _damage is null ? 0 : throw _damage;
        var count = Math.Min(destination.Length, _end - _start);
        _block.AsSpan(_start, count).CopyTo(destination);
        _start += count;
        return count;
    }

    public override void Dispose() => inner.Dispose();

    private void Fill() => _end += ReadInner(_block.AsSpan(_end));

    private int ReadInner(Span<byte> destination)
    {
        try
        {
            var count = inner.Read(destination);
            if (count == 0) _ended = true;
            Produced += count;
            return count;
        }
        catch (DamagedInputException damage)
        {
            // Told once all that came before has been read.
            _damage = damage;
            _ended = true;
            return 0;
        }
    }
}
