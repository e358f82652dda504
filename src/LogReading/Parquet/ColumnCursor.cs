using Accounting.LogReading.Parquet.Encodings;
using Accounting.LogReading.Parquet.Metadata;

namespace Accounting.LogReading.Parquet;

/// <summary>
/// Walks over one column of a row group: present and absent values with their levels. Stands before the first one at the beginning. Of the
/// column only a page and a dictionary are in memory. For one thread.
/// </summary>
internal sealed class ColumnCursor : IDisposable
{
    private readonly SchemaLeaf _leaf;
    private readonly MemoryBudget _budget;
    private readonly PageSource _pages;
    private readonly LevelReader _definitionReader;
    private readonly LevelReader _repetitionReader;
    private readonly Dictionary<PageEncoding, ValueDecoder> _decoders = [];
    private readonly ValueBatch _values = new();
    private readonly int[] _definitions = new int[ParquetLimits.BatchValues];
    private readonly int[] _repetitions = new int[ParquetLimits.BatchValues];
    private DictionaryValues? _dictionary;
    private ValueDecoder? _decoder;
    private long _leftInChunk;
    private int _leftInPage;
    private int _batch;
    private int _at;
    private int _valueCount;
    private int _valueAt;
    private int _valuesToDecode;

    /// <exception cref="ParquetException">The column lies outside of the file, or is compressed or stored as is not supported.</exception>
    public ColumnCursor(StoredBytes file, SchemaLeaf leaf, ColumnChunk chunk, MemoryBudget budget)
    {
        (_leaf, _budget) = (leaf, budget);
        var (start, end) = ColumnPlaces.Of(file, leaf, chunk);
        _pages = new(new(file, start, end, budget), chunk.Codec, budget);
        _definitionReader = new(leaf.DefinitionMax);
        _repetitionReader = new(leaf.RepetitionMax);
        _leftInChunk = chunk.ValueCount;
    }

    /// <summary>The value's type.</summary>
    public LeafType Type => _leaf.Type;

    /// <summary>Of the value that it stands at: which of the optional fields above it are there. 0 behind the last.</summary>
    public int Definition { get; private set; }

    /// <summary>At which list above it the value goes on; 0: it begins a row, and behind the last value.</summary>
    public int Repetition { get; private set; }

    /// <summary>Whether it stands behind the last value.</summary>
    public bool AtEnd { get; private set; }

    /// <summary>
    /// The bytes of the value, which is there where <see cref="Definition"/> is the column's greatest. Valid until the next step.
    /// </summary>
    public ReadOnlySpan<byte> Value
    {
        get
        {
            if (_valueAt == _valueCount) DecodeValues();
            return _values[_valueAt];
        }
    }

    /// <summary>The same as memory.</summary>
    public ReadOnlyMemory<byte> ValueMemory
    {
        get
        {
            if (_valueAt == _valueCount) DecodeValues();
            return _values.Data.AsMemory(_values.Starts[_valueAt], _values.Lengths[_valueAt]);
        }
    }

    /// <summary>Goes to the next value.</summary>
    /// <exception cref="ParquetException">The column is damaged, or uses what is not supported.</exception>
    public void Next()
    {
        // A value that was there and not looked at must still be passed.
        if (_at > 0 && Definition == _leaf.DefinitionMax && !AtEnd)
        {
            if (_valueAt == _valueCount) DecodeValues();
            _valueAt++;
        }
        if (_at == _batch && !NextBatch())
        {
            (AtEnd, Definition, Repetition) = (true, 0, 0);
            return;
        }
        (Definition, Repetition) = (_definitions[_at], _repetitions[_at]);
        _at++;
    }

    /// <summary>The same error, with the column in front.</summary>
    public ParquetException Place(ParquetException exception) => exception.At($"column {_leaf.Path}");

    public void Dispose() => _pages.Dispose();

    private bool NextBatch()
    {
        if (_leftInChunk == 0 && _leftInPage == 0) return false;
        try
        {
            while (_leftInPage == 0)
            {
                if (_leftInChunk == 0) return false;
                NextPage();
            }
            _batch = Math.Min(_leftInPage, ParquetLimits.BatchValues);
            _leftInPage -= _batch;
            _repetitionReader.Read(_repetitions.AsSpan(0, _batch));
            _definitionReader.Read(_definitions.AsSpan(0, _batch));
        }
        catch (ParquetException exception)
        {
            throw Place(exception);
        }
        _valuesToDecode = _leaf.DefinitionMax == 0 ? _batch : _definitions.AsSpan(0, _batch).Count(_leaf.DefinitionMax);
        _valueAt = _valueCount = 0;
        _at = 0;
        return true;
    }

    private void DecodeValues()
    {
        try
        {
            _valueCount = _decoder!.Decode(_valuesToDecode, _values);
        }
        catch (ParquetException exception)
        {
            throw Place(exception);
        }
        _valuesToDecode -= _valueCount;
        _valueAt = 0;
    }

    private void NextPage()
    {
        _pages.Next();
        var header = _pages.Header;
        switch (header.Kind)
        {
            case PageKind.Dictionary when _dictionary is null && header.Encoding is PageEncoding.Plain or PageEncoding.PlainDictionary:
                _dictionary = new(_pages.Values, header.ValueCount, _leaf.Type, _budget);
                return;
            case PageKind.Dictionary:
                throw ParquetException.Damaged(
                    $"it has a second dictionary, or one of the encoding {header.Encoding} ({(int)header.Encoding})");
            case PageKind.Index:
                return;
        }
        if (header.ValueCount < 0 || header.ValueCount > _leftInChunk)
            throw ParquetException.Damaged($"a page has {header.ValueCount} values where {_leftInChunk} were left");
        if (header.ValueCount > ParquetLimits.PageValuesMax)
            throw ParquetException.TooLarge($"a page has {header.ValueCount} values; at most {ParquetLimits.PageValuesMax} are read");
        _leftInChunk -= header.ValueCount;
        _leftInPage = header.ValueCount;
        StartPage(header);
    }

    private void StartPage(PageHeader header)
    {
        var values = _pages.Values;
        if (header.Kind == PageKind.Data2)
        {
            _repetitionReader.Start(_pages.RepetitionLevels);
            _definitionReader.Start(_pages.DefinitionLevels);
        }
        else
        {
            values = _repetitionReader.Start(values, header.RepetitionEncoding, header.ValueCount);
            values = _definitionReader.Start(values, header.DefinitionEncoding, header.ValueCount);
        }
        if (!_decoders.TryGetValue(header.Encoding, out _decoder))
            _decoders[header.Encoding] = _decoder = ValueDecoder.Of(header.Encoding, _leaf.Type, _dictionary, _budget);
        _decoder.Start(values, header.ValueCount);
    }
}
