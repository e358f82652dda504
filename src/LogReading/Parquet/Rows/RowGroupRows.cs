using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Parquet.Rows;

/// <summary>The rows of one row group, front to back, each as a line of JSON. For one thread.</summary>
internal sealed class RowGroupRows : IDisposable
{
    private readonly ColumnCursor?[] _cursors;
    private readonly FieldWriter[] _fields;
    private readonly long _count;

    /// <exception cref="ParquetException">A column lies outside of the file, or uses what is not supported.</exception>
    public RowGroupRows(ParquetFile file, int rowGroup, IReadOnlyList<RowColumn> columns)
    {
        var budget = new MemoryBudget();
        _count = file.RowGroups[rowGroup].RowCount;
        _cursors = new ColumnCursor?[file.Schema.Leaves.Count];
        var json = new JsonIndex();
        try
        {
            foreach (var column in columns)
                for (var leaf = column.Node.FirstLeaf; leaf < column.Node.FirstLeaf + column.Node.LeafCount; leaf++)
                    _cursors[leaf] ??= file.Column(rowGroup, leaf, budget);
            _fields = [.. columns.Select(column => new FieldWriter(column.Node, column.Field, _cursors, column.HoldsJson ? json : null))];
            foreach (var cursor in _cursors) cursor?.Next();
            CheckRow();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Rows read or passed over.</summary>
    public long Read { get; private set; }

    public bool AtEnd => Read == _count;

    /// <summary>Writes the next row and a line feed; there must be one.</summary>
    /// <exception cref="ParquetException">A column is damaged, or the columns disagree.</exception>
    public void Write(RowText text)
    {
        text.Clear();
        for (var i = 0; i < _fields.Length; i++)
        {
            text.Byte(i == 0 ? (byte)'{' : (byte)',');
            _fields[i].WriteNamed(text);
        }
        if (_fields.Length == 0) text.Byte((byte)'{');
        text.Raw("}\n"u8);
        Read++;
        CheckRow();
    }

    /// <summary>Passes over the next rows, of which there must be so many.</summary>
    /// <exception cref="ParquetException">A column is damaged, or the columns disagree.</exception>
    public void Pass(long rows)
    {
        for (; rows > 0; rows--)
        {
            foreach (var field in _fields) field.Pass();
            Read++;
            CheckRow();
        }
    }

    public void Dispose()
    {
        foreach (var cursor in _cursors) cursor?.Dispose();
    }

    private void CheckRow()
    {
        foreach (var field in _fields)
            if (!field.IsAtRow(AtEnd))
                throw ParquetException.Damaged($"column {field.Name} does not have the {_count} rows that the row group should have");
    }
}
