using System.Text;
using Accounting.Tokenization.Json;

namespace Accounting.Tokenization.HuggingFace;

/// <summary>A value of a tokenizer.json and where it stands, so that what is wrong with it can be named.</summary>
/// <param name="value">The value.</param>
/// <param name="path">Where it stands, or where the list that it is in stands.</param>
/// <param name="index">Its place in that list; negative where it is in none. Paths of items are only put together for messages.</param>
internal readonly struct JsonPart(JsonValue value, string path, int index = -1)
{
    public JsonValue Value => value;
    public string Path => index < 0 ? path : $"{path}[{index}]";

    /// <summary>Whether there is something other than null.</summary>
    public bool HasValue => value.HasValue;

    public JsonPart this[string name] => new(value[Encoding.UTF8.GetBytes(name)], path.Length == 0 ? name : $"{Path}.{name}");

    /// <summary>The kind of a component: its <c>type</c>.</summary>
    public string Type => this["type"].Text();

    public string Text() => value.IsString ? value.GetString() : throw Expected("a string");

    /// <summary>The text, or <paramref name="otherwise"/> where there is none.</summary>
    public string Text(string otherwise) => HasValue ? Text() : otherwise;

    public byte[] Bytes() => value.IsString ? value.Utf8.ToArray() : throw Expected("a string");

    public bool Flag(bool otherwise) => value.Kind switch
    {
        JsonKind.True => true,
        JsonKind.False => false,
        JsonKind.Missing or JsonKind.Null => otherwise,
        _ => throw Expected("true or false"),
    };

    /// <summary>A whole number from 0 to <paramref name="max"/>.</summary>
    public int Number(int max = int.MaxValue) => value.IsNumber && value.TryGetInt64(out var number) && number >= 0 && number <= max
        ? (int)number
        : throw Expected($"a whole number from 0 to {max}");

    /// <summary>The items of a list.</summary>
    public List<JsonPart> Items()
    {
        if (!value.IsArray) throw Expected("a list");
        var (items, own) = (new List<JsonPart>(), Path);
        foreach (var item in value)
        {
            if (items.Count == TokenizerLimits.MergesMax) throw Expected($"at most {TokenizerLimits.MergesMax} items");
            items.Add(new(item, own, items.Count));
        }
        return items;
    }

    public InvalidDataException Expected(string what) =>
        new($"tokenizer.json: {Path} is {Show()}. Expected {what}.");

    public NotSupportedException Unsupported(string what) => new($"tokenizer.json: {Path}: {what} is not supported.");

    private string Show() => value.Kind switch
    {
        JsonKind.Missing => "missing",
        JsonKind.Array => "a list",
        JsonKind.Object => "an object",
        JsonKind.String => "a string",
        _ => Encoding.UTF8.GetString(value.Raw),
    };
}
