using System.Buffers.Text;
using System.Text;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Calls;

/// <summary>A dotted path into a record: <c>metadata.team</c>, <c>items.0.id</c>. A step into JSON that stands in a string reads the
/// string. Immutable.</summary>
internal sealed class FieldPath
{
    private const int NamesShown = 8;
    private const int CharactersShown = 64;

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

    /// <summary>How far the path leads into a record that has nothing at its end, and what stands there.</summary>
    public string DescribeEnd(JsonValue record, NestedTexts nested)
    {
        var reached = "the record";
        for (var i = 0; i < _steps.Length; i++)
        {
            if (record.IsString && nested.Open(record) is { HasValue: true } opened) record = opened;
            var next = record.IsArray ? Item(record, _steps[i]) : record[_steps[i]];
            if (!next.HasValue) return $"{reached} is {Describe(record)}, without '{Encoding.UTF8.GetString(_steps[i])}'";
            record = next;
            reached = $"'{string.Join('.', Text.Split('.')[..(i + 1)])}'";
        }
        return $"{reached} is {Describe(record)}";
    }

    /// <summary>What a value is, for a person.</summary>
    public static string Describe(JsonValue value)
    {
        if (value.IsObject)
        {
            var names = new List<string>();
            foreach (var (key, _) in value.Members)
                if (names.Count < NamesShown) names.Add(Encoding.UTF8.GetString(key.Utf8[..Math.Min(key.Utf8.Length, CharactersShown)]));
            return names.Count == 0 ? "an empty object" : $"an object with {string.Join(", ", names)}";
        }
        if (value.IsArray) return "a list";
        var raw = Encoding.UTF8.GetString(value.Raw[..Math.Min(value.Raw.Length, CharactersShown)]);
        return value.IsString ? $"the text \"{raw}\"" : value.Kind == JsonKind.Missing ? "nothing" : raw;
    }

    private static JsonValue Item(JsonValue array, byte[] step)
    {
        if (!Utf8Parser.TryParse(step, out int wanted, out var used) || used != step.Length) return default;
        foreach (var item in array)
            if (wanted-- == 0) return item;
        return default;
    }
}
