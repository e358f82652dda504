namespace Accounting.LogReading.Parquet;

/// <summary>The stored bytes of one column chunk, front to back, through a window. For one thread.</summary>
internal sealed class ColumnBytes(StoredBytes file, long start, long end, MemoryBudget budget) : IDisposable
{
    private byte[] _window = [];
    private int _first;
    private int _count;
    private long _next = start;

    /// <summary>Bytes that are left.</summary>
    public long Left => end - _next + _count;

    /// <summary>The next bytes, at least so many; they stay until <see cref="Pass"/> has been called and more are asked for.</summary>
    /// <exception cref="ParquetException">Fewer are left.</exception>
    public ReadOnlyMemory<byte> Peek(int bytes)
    {
        if (bytes > _count) Fill(bytes);
        return _window.AsMemory(_first, _count);
    }

    public void Pass(int bytes)
    {
        _first += bytes;
        _count -= bytes;
    }

    /// <summary>Gives the memory of a long page back, once nothing refers to it any more.</summary>
    public void Shrink()
    {
        if (_count > 0 || _window.Length <= 2 * ParquetLimits.ReadBytes) return;
        budget.Return(ref _window);
        _first = 0;
    }

    public void Dispose() => budget.Return(ref _window);

    private void Fill(int bytes)
    {
        if (bytes > Left) throw ParquetException.Damaged("the column ends early");
        var wanted = (int)Math.Min(Left, Math.Max(bytes, ParquetLimits.ReadBytes));
        _window.AsSpan(_first, _count).CopyTo(_window);
        _first = 0;
        budget.Grow(ref _window, wanted, _count);
        file.Read(_next, _window.AsSpan(_count, wanted - _count));
        _next += wanted - _count;
        _count = wanted;
    }
}
