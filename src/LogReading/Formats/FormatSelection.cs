using Accounting.LogReading.Calls;
using Accounting.LogReading.Formats.Envelopes;
using Accounting.LogReading.Formats.Splitting;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats;

/// <summary>The formats that a run may take a record for: all of them, or the one that <c>--input-format</c> names. Immutable.</summary>
internal sealed class FormatSelection
{
    private readonly ILogFormat[] _records;
    private readonly ILogFormat[] _common;
    private readonly KeySet _keys;
    private readonly IBodyFormat[] _bodies;

    /// <exception cref="ArgumentException">No format has that name.</exception>
    public FormatSelection(string name)
    {
        _records = [.. FormatCatalog.Records];
        _bodies = [.. FormatCatalog.Bodies];
        (_common, _keys) = (_records, KeySet.None);
        if (name is "auto" or "")
        {
            _common = [.. _records.Where(format => format.Keys.Count == 0)];
            _keys = new(_records.SelectMany(format => format.Keys).Concat(FormatCatalog.Splitters.SelectMany(splitter => splitter.Keys)));
            return;
        }
        if (!FormatCatalog.Names.Contains(name))
        {
            var names = string.Join(", ", FormatCatalog.Names.Order(StringComparer.Ordinal));
            throw new ArgumentException($"There is no input format '{name}'; expected auto or one of {names}.", nameof(name));
        }
        if (Array.Exists(_bodies, body => body.Name == name))
        {
            _bodies = [.. _bodies.Where(body => body.Name == name)];
            _records = [.. _records.Where(format => format is RecordedPair or BareBody or ErrorBody)];
        }
        else
        {
            _records = [.. _records.Where(format => format.Name == name)];
        }
        _common = _records;
        _keys = new(FormatCatalog.Splitters.SelectMany(splitter => splitter.Keys));
    }

    /// <summary>All records are of one format that the command describes itself.</summary>
    public FormatSelection(ILogFormat only)
    {
        _records = _common = [only];
        _bodies = [.. FormatCatalog.Bodies];
        _keys = KeySet.None;
    }

    /// <summary>Whether the record has a key that only formats or lists have which name their keys: most records have none.</summary>
    public bool HasSpecificKey(Record record) => _keys.HasAny(record.Root);

    /// <summary>What takes a record that holds several calls apart, or null.</summary>
    public static IRecordSplitter? SplitterOf(Record record)
    {
        foreach (var splitter in FormatCatalog.Splitters)
            if (splitter.Matches(record.Root)) return splitter;
        return null;
    }

    /// <summary>The format of a record, or null where none knows it.</summary>
    public ILogFormat? FormatOf(Record record, bool hasSpecificKey)
    {
        foreach (var format in hasSpecificKey ? _records : _common)
            if (format.Matches(record)) return format;
        return null;
    }

    /// <summary>Whose response this is, or null.</summary>
    public IBodyFormat? BodyOf(JsonValue response)
    {
        if (!response.IsObject) return null;
        foreach (var body in _bodies)
            if (body.IsResponse(response)) return body;
        return null;
    }

    /// <summary>Whose request this is, or null.</summary>
    public IBodyFormat? BodyOfRequest(JsonValue request)
    {
        if (!request.IsObject) return null;
        foreach (var body in _bodies)
            if (body.IsRequest(request)) return body;
        return null;
    }
}
