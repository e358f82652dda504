namespace Accounting.LogReading.Parquet.Encodings;

/// <summary>DELTA_BYTE_ARRAY: how much of the value before each begins with, and what follows.</summary>
/// <param name="fixedLength">The bytes of each value; 0: any.</param>
/// <param name="budget">Pays for the values, which are put together.</param>
internal sealed class DeltaTextDecoder(int fixedLength, MemoryBudget budget) : ValueDecoder
{
    private readonly DeltaReader _prefixes = new();
    private readonly DeltaReader _suffixes = new();
    private ArraySegment<byte> _page;
    private ArraySegment<byte> _values;
    private byte[] _data = [];
    private int _countMax;
    private int _at;
    private int _lastStart;
    private int _lastLength;
    private bool _isStarted;

    public override void Start(ArraySegment<byte> page, int countMax) =>
        (_page, _countMax, _isStarted, _at, _lastStart, _lastLength) = (page, countMax, false, 0, 0, 0);

    public override int Decode(int count, ValueBatch batch)
    {
        if (!_isStarted) FindValues();
        // The last value moves to the front: the next one may begin as it does.
        _data.AsSpan(_lastStart, _lastLength).CopyTo(_data);
        (_lastStart, var end, var done) = (0, _lastLength, 0);
        do
        {
            Append(end);
            (batch.Starts[done], batch.Lengths[done]) = (_lastStart, _lastLength);
            end = _lastStart + _lastLength;
            done++;
        }
        while (done < count && end < ParquetLimits.BatchBytes);
        batch.Data = _data;
        return done;
    }

    private void Append(int end)
    {
        var (prefix, suffix) = (_prefixes.Length(), _suffixes.Length());
        if (prefix > _lastLength) throw ParquetException.Damaged("a value begins with more of the one before than there is of it");
        if (suffix > ParquetLimits.PageBytesMax - prefix - end) throw ParquetException.TooLarge("its values are too long");
        if (fixedLength > 0 && prefix + suffix != fixedLength)
            throw ParquetException.Damaged($"a value has {prefix + suffix} bytes where {fixedLength} were expected");
        budget.Grow(ref _data, end + prefix + suffix, end);
        _data.AsSpan(_lastStart, prefix).CopyTo(_data.AsSpan(end));
        _values.AsSpan(_at, suffix).CopyTo(_data.AsSpan(end + prefix));
        _at += suffix;
        (_lastStart, _lastLength) = (end, prefix + suffix);
    }

    private void FindValues()
    {
        _isStarted = true;
        _prefixes.Start(_page, _countMax);
        var behind = _prefixes.PassLengths(out _);
        _suffixes.Start(behind, _countMax);
        _values = _suffixes.PassLengths(out var sum);
        if (sum > _values.Count) throw ParquetException.Damaged("its values are longer than the page");
        _prefixes.Start(_page, _countMax);
        _suffixes.Start(behind, _countMax);
    }
}
