using System.Buffers.Text;
using System.Text;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Calls;

/// <summary>A dotted path into a record: <c>metadata.team</c>, <c>items.0.id</c>. A step into JSON that stands in a string reads the
/// string. Immutable.</summary>
internal sealed class FieldPath
{
    private readonly byte[][] _steps;

    /// <exception cref="ArgumentException">Empty, with an empty step, or longer than <see cref="CallLimits.PathStepsMax"/>
    /// steps.</exception>
    public FieldPath(string path)
    {
        Text = path;
        var steps = path.Split('.');
        if (steps.Length > CallLimits.PathStepsMax || steps.Any(step => step.Length == 0))
            throw new ArgumentException(
                $"'{path}' is not a path: expected names with a point between them, as in metadata.team, at most {CallLimits.PathStepsMax} of them.", nameof(path));
        _steps = [.. steps.Select(Encoding.UTF8.GetBytes)];
    }

    public string Text { get; }

    public JsonValue Find(JsonValue record, NestedTexts nested)
    {
        foreach (var step in _steps)
        {
            if (record.IsString) record = nested.Open(record);
            record = record.IsArray ? Item(record, step) : record[step];
        }
        return record;
    }

    private static JsonValue Item(JsonValue array, byte[] step)
    {
        if (!Utf8Parser.TryParse(step, out int wanted, out var used) || used != step.Length) return default;
        foreach (var item in array)
            if (wanted-- == 0) return item;
        return default;
    }
}
