namespace Accounting.LogReading.Parquet.Metadata;

/// <summary>
/// A schema as a tree of structures, lists and maps. Lists and maps have been spelled in several ways; the rules for telling them apart are
/// those of LogicalTypes.md, "Lists" and "Maps", the ones for older files among them.
/// </summary>
internal sealed class SchemaTree
{
    private readonly IReadOnlyList<SchemaElement> _elements;
    private readonly List<SchemaLeaf> _leaves = [];
    private readonly List<string> _path = [];
    private int _next;

    /// <exception cref="ParquetException">The elements are no tree.</exception>
    public SchemaTree(IReadOnlyList<SchemaElement> elements)
    {
        _elements = elements;
        var root = Take();
        if (root.Type is not null) throw ParquetException.Damaged("its schema begins with a column");
        var fields = new List<SchemaNode>();
        for (var left = root.ChildCount; left > 0; left--) fields.Add(Field(0, 0));
        if (_next != elements.Count) throw ParquetException.Damaged("its schema has elements that belong to no group");
        Fields = fields;
    }

    /// <summary>The columns of the table: each may be a structure, a list or a map.</summary>
    public IReadOnlyList<SchemaNode> Fields { get; }

    /// <summary>What is stored: one for each column chunk of a row group.</summary>
    public IReadOnlyList<SchemaLeaf> Leaves => _leaves;

    private SchemaElement Take() => _next < _elements.Count ? _elements[_next++] : throw ParquetException.Damaged("its schema ends early");

    // A field with its own repetition: a repeated one, outside of any list, is a list that is never null.
    private SchemaNode Field(int definition, int repetition)
    {
        var element = Take();
        if (!element.IsRepeated) return Content(element, element.IsOptional ? definition + 1 : definition, repetition);
        var item = Content(element, definition + 1, repetition + 1);
        return List(element, definition, repetition + 1, item);
    }

    private SchemaNode Content(SchemaElement element, int definition, int repetition)
    {
        if (_path.Count == ParquetLimits.SchemaDepthMax)
            throw ParquetException.TooLarge($"its schema is nested deeper than {ParquetLimits.SchemaDepthMax} levels");
        _path.Add(element.Name);
        var node = element.Type is not null ? Leaf(element, definition, repetition)
            : element.Logical == LogicalTypes.Variant ? Struct(element, definition, repetition)
            : LogicalTypes.IsList(element) && IsRepeatedNext(element) ? ListOf(element, definition, repetition)
            : LogicalTypes.IsMap(element) && IsRepeatedNext(element) ? MapOf(element, definition, repetition)
            : Struct(element, definition, repetition);
        _path.RemoveAt(_path.Count - 1);
        return node;
    }

    private bool IsRepeatedNext(SchemaElement group) => group.ChildCount == 1 && _next < _elements.Count && _elements[_next].IsRepeated;

    private SchemaNode Leaf(SchemaElement element, int definition, int repetition)
    {
        if (element.ChildCount > 0) throw ParquetException.Damaged($"column {element.Name} of its schema has columns in it");
        _leaves.Add(new(string.Join('.', _path), LogicalTypes.Of(element), definition, repetition));
        return new() { Name = element.Name, Kind = NodeKind.Leaf, Definition = definition, FirstLeaf = _leaves.Count - 1, LeafCount = 1 };
    }

    private SchemaNode Struct(SchemaElement element, int definition, int repetition)
    {
        var first = _leaves.Count;
        var fields = new List<SchemaNode>();
        for (var left = element.ChildCount; left > 0; left--) fields.Add(Field(definition, repetition));
        if (_leaves.Count == first) throw ParquetException.Unsupported($"group {string.Join('.', _path)} has no columns in it");
        return new()
        {
            Name = element.Name, Kind = NodeKind.Struct, Definition = definition, Children = fields,
            FirstLeaf = first, LeafCount = _leaves.Count - first,
        };
    }

    private SchemaNode ListOf(SchemaElement list, int definition, int repetition)
    {
        var repeated = Take();
        if (repeated.Type is not null || IsItem(repeated, list))
            return List(list, definition, repetition + 1, Content(repeated, definition + 1, repetition + 1));
        _path.Add(repeated.Name);
        var item = Field(definition + 1, repetition + 1);
        _path.RemoveAt(_path.Count - 1);
        return List(list, definition, repetition + 1, item);
    }

    // Whether the repeated group is the item itself, and not the layer around it that newer writers have.
    private bool IsItem(SchemaElement repeated, SchemaElement list) =>
        repeated.ChildCount != 1 || LogicalTypes.IsList(repeated) || LogicalTypes.IsMap(repeated)
        || (_next < _elements.Count && _elements[_next].IsRepeated) || repeated.Name == "array" || repeated.Name == list.Name + "_tuple";

    private static SchemaNode List(SchemaElement element, int definition, int repetition, SchemaNode item) => new()
    {
        Name = element.Name, Kind = NodeKind.List, Definition = definition, Repetition = repetition, Children = [item],
            FirstLeaf = item.FirstLeaf, LeafCount = item.LeafCount,
    };

    private SchemaNode MapOf(SchemaElement map, int definition, int repetition)
    {
        var entry = Take();
        if (entry.Type is not null || entry.ChildCount is not (1 or 2))
            throw ParquetException.Damaged($"map {string.Join('.', _path)} of its schema has no key, or more than key and value");
        var first = _leaves.Count;
        var children = new List<SchemaNode>();
        _path.Add(entry.Name);
        for (var left = entry.ChildCount; left > 0; left--) children.Add(Field(definition + 1, repetition + 1));
        _path.RemoveAt(_path.Count - 1);
        return new()
        {
            Name = map.Name, Kind = NodeKind.Map, Definition = definition, Repetition = repetition + 1, Children = children,
            FirstLeaf = first, LeafCount = _leaves.Count - first,
        };
    }
}
