namespace Accounting.LogReading.Parquet.Metadata;

/// <summary>Reads a footer (parquet.thrift, FileMetaData): the schema and where the columns of each row group stand.</summary>
internal ref struct FooterReader(ReadOnlySpan<byte> footer)
{
    private CompactReader _reader = new(footer);
    private List<SchemaElement>? _schema;
    private List<RowGroup>? _rowGroups;
    private long _chunks;

    /// <exception cref="ParquetException">It is damaged, too large or encrypted.</exception>
    public (IReadOnlyList<SchemaElement> Schema, IReadOnlyList<RowGroup> RowGroups) Read()
    {
        var outer = _reader.BeginStruct();
        while (_reader.NextField(out var field, out var type))
        {
            if (field == 2 && type == CompactType.List) ReadSchema();
            else if (field == 4 && type == CompactType.List) ReadRowGroups();
            else _reader.Skip(type);
        }
        _reader.EndStruct(outer);
        if (_schema is null || _rowGroups is null) throw ParquetException.Damaged("its footer has no schema or no row groups");
        return (_schema, _rowGroups);
    }

    private int Structs(string what)
    {
        var count = _reader.List(out var item);
        return item == CompactType.Struct || count == 0 ? count : throw ParquetException.Damaged($"its footer has no list of {what}");
    }

    private void ReadSchema()
    {
        var count = Structs("schema elements");
        if (count > ParquetLimits.SchemaElementsMax)
            throw ParquetException.TooLarge($"its schema has {count} elements; at most {ParquetLimits.SchemaElementsMax} are read");
        _schema = new(count);
        for (; count > 0; count--) _schema.Add(SchemaElementReader.Read(ref _reader));
    }

    private void ReadRowGroups()
    {
        var count = Structs("row groups");
        _rowGroups = [];
        for (; count > 0; count--) _rowGroups.Add(ReadRowGroup());
    }

    private RowGroup ReadRowGroup()
    {
        List<ColumnChunk> columns = [];
        var rows = -1L;
        var outer = _reader.BeginStruct();
        while (_reader.NextField(out var field, out var type))
        {
            if (field == 1 && type == CompactType.List) ReadColumns(columns);
            else if (field == 3 && type == CompactType.Int64) rows = _reader.Int64();
            else _reader.Skip(type);
        }
        _reader.EndStruct(outer);
        return rows >= 0 ? new(columns, rows) : throw ParquetException.Damaged("a row group has no number of rows");
    }

    private void ReadColumns(List<ColumnChunk> columns)
    {
        var count = Structs("columns");
        _chunks += count + 1;
        if (_chunks > ParquetLimits.ColumnChunksMax)
            throw ParquetException.TooLarge($"it has more than {ParquetLimits.ColumnChunksMax} pieces of columns");
        columns.EnsureCapacity(Math.Min(count, 1024));
        for (; count > 0; count--) columns.Add(ReadColumn());
    }

    private ColumnChunk ReadColumn()
    {
        var column = new ColumnChunk();
        var outer = _reader.BeginStruct();
        while (_reader.NextField(out var field, out var type))
        {
            switch (field, type)
            {
                case (1, CompactType.Binary): column.IsInOtherFile = !_reader.Binary().IsEmpty; break;
                case (3, CompactType.Struct): ReadColumnMetadata(column); break;
                case (8, CompactType.Struct):
                    column.IsEncrypted = true;
                    _reader.Skip(type);
                    break;
                default: _reader.Skip(type); break;
            }
        }
        _reader.EndStruct(outer);
        return column;
    }

    private void ReadColumnMetadata(ColumnChunk column)
    {
        var outer = _reader.BeginStruct();
        while (_reader.NextField(out var field, out var type))
        {
            switch (field, type)
            {
                case (1, CompactType.Int32): column.Type = (PhysicalType)_reader.Int32(); break;
                case (4, CompactType.Int32): column.Codec = (PageCodec)_reader.Int32(); break;
                case (5, CompactType.Int64): column.ValueCount = _reader.Int64(); break;
                case (7, CompactType.Int64): column.StoredBytes = _reader.Int64(); break;
                case (9, CompactType.Int64): column.DataPageOffset = _reader.Int64(); break;
                case (11, CompactType.Int64): column.DictionaryPageOffset = _reader.Int64(); break;
                case (12, CompactType.Struct): ReadStatistics(column); break;
                default: _reader.Skip(type); break;
            }
        }
        _reader.EndStruct(outer);
    }

    private void ReadStatistics(ColumnChunk column)
    {
        var outer = _reader.BeginStruct();
        while (_reader.NextField(out var field, out var type))
        {
            if (field == 3 && type == CompactType.Int64) column.NullCount = _reader.Int64();
            else if (field == 6 && type == CompactType.Binary) column.HasNonEmptyLeastValue = !_reader.Binary().IsEmpty;
            else _reader.Skip(type);
        }
        _reader.EndStruct(outer);
    }
}
