using Accounting.LogReading.Calls;
using Accounting.LogReading.Formats.Envelopes;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats;

/// <summary>The formats that a run may take a record for: all of them, or the one that <c>--input-format</c> names. Immutable.</summary>
internal sealed class FormatSelection
{
    private readonly ILogFormat[] _records;
    private readonly IBodyFormat[] _bodies;

    /// <exception cref="ArgumentException">No format has that name.</exception>
    public FormatSelection(string name)
    {
        _records = [.. FormatCatalog.Records];
        _bodies = [.. FormatCatalog.Bodies];
        if (name is "auto" or "") return;
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
    }

    /// <summary>The format of a record, or null where none knows it.</summary>
    public ILogFormat? FormatOf(Record record)
    {
        foreach (var format in _records)
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
