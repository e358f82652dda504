using System.Text;

namespace Accounting.LogReading.Csv;

/// <summary>A CSV file (RFC 4180) with a header, as its first bytes show it. Immutable.</summary>
internal sealed record CsvShape(char Delimiter, IReadOnlyList<string> Columns)
{
    private const int NameCharactersMax = 128;
    private const string Delimiters = ",;\t|";

    // A column of one of these names tells of calls: a folder may hold tables of anything.
    private static readonly HashSet<string> s_usage = new(StringComparer.OrdinalIgnoreCase)
    {
        "ContextTokens", "PromptTokens", "prompt_tokens", "completion_tokens", "input_tokens", "output_tokens", "total_tokens", "usage",
        "usage_details", "response_model", "provided_model_name",
        "num_model_requests", "messages", "conversations", "instruction", "prompt", "request_body",
    };

    /// <summary>Whether a column is one of calls.</summary>
    public bool NamesUsage => Columns.Any(s_usage.Contains);

    /// <summary>The shape, or null where the bytes are no such file: a header of names, each once, and a row of as many fields.</summary>
    /// <param name="head">The first decoded bytes.</param>
    public static CsvShape? Of(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("\ufeff"u8)) head = head[3..];
        if (head.IsEmpty || head[0] is (byte)'{' or (byte)'[' || head[0] < 0x20) return null;
        var text = Encoding.UTF8.GetString(head);
        var end = LineEnd(text, 0);
        if (end < 0) return null;
        var delimiter = Delimiters.MaxBy(candidate => Fields(text, 0, end, candidate).Count);
        var names = Fields(text, 0, end, delimiter);
        if (names.Count is < 2 or > Limits.CsvColumnsMax || !names.TrueForAll(IsName) || names.Distinct(StringComparer.Ordinal).Count() != names.Count) return null;
        var second = LineEnd(text, end + 1);
        var row = Fields(text, end + 1, second < 0 ? text.Length : second, delimiter);
        return (second < 0 && head.Length == Limits.SniffBytes) || row.Count == names.Count ? new(delimiter, names) : null;
    }

    // The line feed that ends a row: not one inside of quotes.
    private static int LineEnd(string text, int start)
    {
        var isQuoted = false;
        for (var i = start; i < text.Length; i++)
        {
            if (text[i] == '"') isQuoted = !isQuoted;
            else if (text[i] == '\n' && !isQuoted) return i;
        }
        return -1;
    }

    private static List<string> Fields(string text, int start, int end, char delimiter)
    {
        var fields = new List<string>();
        var isQuoted = false;
        var from = start;
        for (var i = start; i < end; i++)
        {
            if (text[i] == '"') isQuoted = !isQuoted;
            else if (text[i] == delimiter && !isQuoted) fields.Add(Field(text[from..(from = i + 1)], trimmed: 1));
        }
        if (end > start) fields.Add(Field(text[from..end], trimmed: 0));
        return fields;
    }

    private static string Field(string field, int trimmed)
    {
        field = field[..^trimmed].Trim();
        return field is ['"', .., '"'] ? field[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal).Trim() : field;
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= NameCharactersMax && (char.IsLetter(name[0]) || name[0] == '_') && name.IndexOfAny(['{', '}', '"', '=']) < 0;
}
