using System.Text.Json;
using System.Text.Encodings.Web;
using Accounting.LogReading.Parquet.Metadata;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Parquet.Rows;

/// <summary>
/// Writes one field of a row group's rows, and what is in it, out of its columns: levels tell which lists go on and what is null (Dremel's
/// assembly). Columns of one structure must agree about it. For one thread.
/// </summary>
internal sealed class FieldWriter
{
    private readonly SchemaNode _node;
    private readonly FieldWriter[] _children;
    private readonly byte[] _key;
    private readonly ColumnCursor[] _leaves;
    private readonly ColumnCursor _first;
    private readonly JsonIndex? _json;

    /// <param name="node">The field.</param>
    /// <param name="name">How it is called.</param>
    /// <param name="cursors">Those of all columns by their number; those below the field are there.</param>
    /// <param name="json">Checks texts that are to be read as JSON; null: texts are texts, unless the schema says that they are
    /// JSON.</param>
    public FieldWriter(SchemaNode node, string name, ColumnCursor?[] cursors, JsonIndex? json)
    {
        _node = node;
        var escaped = JsonEncodedText.Encode(name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
        _key = [(byte)'"', .. escaped.EncodedUtf8Bytes, .. "\":"u8];
        _leaves = [.. cursors.Skip(node.FirstLeaf).Take(node.LeafCount).Select(cursor => cursor!)];
        _first = _leaves[0];
        _children = [.. node.Children.Select(child => new FieldWriter(child, child.Name, cursors, null))];
        _json = node.Kind != NodeKind.Leaf ? null : json ?? (_first.Type.Form == ValueForm.Json ? new() : null);
    }

    /// <summary>The name of its column.</summary>
    public string Name => _node.Name;

    /// <summary>Writes the field with its name.</summary>
    /// <exception cref="ParquetException">Its columns are damaged or disagree.</exception>
    public void WriteNamed(RowText text)
    {
        text.Raw(_key);
        Write(text);
    }

    /// <summary>Whether all its columns stand at the beginning of a row, or all behind the last one.</summary>
    public bool IsAtRow(bool atEnd)
    {
        foreach (var leaf in _leaves)
            if (leaf.Repetition != 0 || leaf.AtEnd != atEnd) return false;
        return true;
    }

    /// <summary>Passes over a row.</summary>
    public void Pass()
    {
        foreach (var leaf in _leaves)
        {
            do leaf.Next();
            while (leaf.Repetition > 0);
        }
    }

    private void Write(RowText text)
    {
        if (_first.AtEnd) throw Disagree();
        switch (_node.Kind)
        {
            case NodeKind.Leaf: WriteLeaf(text); break;
            case NodeKind.Struct: WriteStruct(text); break;
            case NodeKind.List: WriteItems(text); break;
            default: WriteMap(text); break;
        }
    }

    private void WriteLeaf(RowText text)
    {
        if (_first.Definition < _node.Definition) text.Raw("null"u8);
        else if (_json is not null && IsJson(_first.ValueMemory)) text.OneLine(_first.Value);
        else WriteScalar(text);
        _first.Next();
    }

    private void WriteScalar(RowText text)
    {
        var value = _first.Value;
        try
        {
            ScalarText.Write(text, _first.Type, value);
        }
        catch (ParquetException exception)
        {
            throw _first.Place(exception);
        }
    }

    // Of a column that is not said to hold JSON only objects and lists are taken for it: a text may well be "12".
    private bool IsJson(ReadOnlyMemory<byte> value)
    {
        if (_first.Type.Form != ValueForm.Json && value.Span.TrimStart(" \t\r\n"u8) is not [(byte)'{' or (byte)'[', ..]) return false;
        return _json!.TryRead(value, out _);
    }

    private void WriteStruct(RowText text)
    {
        foreach (var leaf in _leaves)
            if (leaf.Definition < _node.Definition != _first.Definition < _node.Definition) throw Disagree();
        if (_first.Definition < _node.Definition)
        {
            text.Raw("null"u8);
            PassOne();
            return;
        }
        for (var i = 0; i < _children.Length; i++)
        {
            text.Byte(i == 0 ? (byte)'{' : (byte)',');
            _children[i].WriteNamed(text);
        }
        text.Byte((byte)'}');
    }

    // Null and empty take one step in each column.
    private bool WriteAbsent(RowText text, ReadOnlySpan<byte> empty)
    {
        var isAbsent = _first.Definition <= _node.Definition;
        foreach (var leaf in _leaves)
            if (leaf.Definition <= _node.Definition != isAbsent || (isAbsent && leaf.Definition != _first.Definition)) throw Disagree();
        if (!isAbsent) return false;
        text.Raw(_first.Definition < _node.Definition ? "null"u8 : empty);
        PassOne();
        return true;
    }

    private void WriteItems(RowText text)
    {
        if (WriteAbsent(text, "[]"u8)) return;
        var before = (byte)'[';
        do
        {
            text.Byte(before);
            before = (byte)',';
            _children[0].Write(text);
        }
        while (GoesOn());
        text.Byte((byte)']');
    }

    private void WriteMap(RowText text)
    {
        if (_children[0]._node.Kind != NodeKind.Leaf)
            throw ParquetException.Unsupported($"map {_node.Name} has keys that are no single values, which is not supported");
        if (WriteAbsent(text, "{}"u8)) return;
        var before = (byte)'{';
        do
        {
            text.Byte(before);
            before = (byte)',';
            _children[0].WriteKey(text);
            if (_children.Length == 2) _children[1].Write(text);
            else text.Raw("null"u8);
        }
        while (GoesOn());
        text.Byte((byte)'}');
    }

    private void WriteKey(RowText text)
    {
        if (_first.AtEnd) throw Disagree();
        var hasQuotes = _first.Definition == _node.Definition && _first.Type.Form is ValueForm.Text or ValueForm.Json or ValueForm.Binary or ValueForm.Uuid;
        var start = text.Length;
        WriteLeaf(text);
        // Numbers, truth values and null become names; times are texts already, except those that no calendar has.
        if (!hasQuotes && !text.IsTooLong && text.Bytes[start] != '"') text.QuoteFrom(start);
        text.Byte((byte)':');
    }

    private bool GoesOn()
    {
        var next = _first.Repetition;
        foreach (var leaf in _leaves)
            if (leaf.Repetition != next || next > _node.Repetition) throw Disagree();
        return next == _node.Repetition;
    }

    private void PassOne()
    {
        foreach (var leaf in _leaves) leaf.Next();
    }

    private ParquetException Disagree() => ParquetException.Damaged($"the columns of {_node.Name} disagree about which values are there");
}
