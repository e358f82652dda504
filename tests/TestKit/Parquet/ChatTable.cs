using System.Globalization;
using System.Text;

namespace Accounting.TestKit.Parquet;

/// <summary>The same calls as a Parquet file and as JSON lines: id, tenant, model, usage in two columns, and a list of messages, each of them now and then null.</summary>
public sealed class ChatTable
{
    private const int Text = 6, Number = 2, Utf8 = 0, List = 3;

    private static readonly Action<CompactWriter>[] Schema =
    [
        TableWriter.Field("table", 0, children: 7), TableWriter.Field("id", 1, Text, converted: Utf8), TableWriter.Field("tenant", 1, Text, converted: Utf8),
        TableWriter.Field("model", 1, Text, converted: Utf8), TableWriter.Field("input_tokens", 1, Number), TableWriter.Field("output_tokens", 1, Number),
        TableWriter.Field("messages", 1, children: 1, converted: List), TableWriter.Field("list", 2, children: 1), TableWriter.Field("element", 1, children: 2),
        TableWriter.Field("role", 1, Text, converted: Utf8), TableWriter.Field("content", 1, Text, converted: Utf8), TableWriter.Field("embedding_ref", 1, Text, converted: Utf8),
    ];

    private readonly List<string> _lines = [];

    /// <summary>The rows as JSON lines.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>The lines as a file.</summary>
    public byte[] Jsonl => Encoding.UTF8.GetBytes(string.Concat(_lines.Select(line => line + "\n")));

    /// <summary>The Parquet file.</summary>
    public byte[] File { get; }

    public ChatTable(int seed, int rowGroups, int rowsOfGroup, bool hasIds = true, bool reports = false, Func<Action<CompactWriter>[], TableWriter>? newWriter = null)
    {
        var random = new Random(seed);
        var writer = (newWriter ?? (schema => new(schema)))(Schema);
        for (var group = 0; group < rowGroups; group++)
        {
            var columns = NewColumns();
            for (var row = 0; row < rowsOfGroup; row++) AddRow(random, columns, group * rowsOfGroup + row, hasIds, reports);
            writer.Add(rowsOfGroup, columns);
        }
        File = writer.ToArray();
    }

    private static TableColumn[] NewColumns() =>
    [
        new(["id"], Text, 1, 0), new(["tenant"], Text, 1, 0), new(["model"], Text, 1, 0), new(["input_tokens"], Number, 1, 0), new(["output_tokens"], Number, 1, 0),
        new(["messages", "list", "element", "role"], Text, 4, 1), new(["messages", "list", "element", "content"], Text, 4, 1), new(["embedding_ref"], Text, 1, 0),
    ];

    private void AddRow(Random random, TableColumn[] columns, int row, bool hasIds, bool reports)
    {
        var id = hasIds ? $"call-{row}" : null;
        var tenant = $"tenant {random.Next(3)}";
        var model = random.Next(2) == 0 ? "gpt-4o" : "claude-sonnet-4-5";
        long? input = !reports && random.Next(3) == 0 ? null : random.Next(100_000);
        var output = input / 3;
        var note = random.Next(2) == 0 ? null : "a\tb\\";
        columns[0].Add(id);
        columns[1].Add(tenant);
        columns[2].Add(model);
        columns[3].Add(input);
        columns[4].Add(output);
        var messages = AddMessages(random, columns[5], columns[6]);
        columns[7].Add(note);
        _lines.Add(
            $"{{\"id\":{Json(id)},\"tenant\":{Json(tenant)},\"model\":{Json(model)},\"input_tokens\":{Json(input)},\"output_tokens\":{Json(output)},\"messages\":{messages},"
            + $"\"embedding_ref\":{Json(note)}}}");
    }

    private static string AddMessages(Random random, TableColumn roles, TableColumn contents)
    {
        var count = random.Next(5) - 1;
        if (count <= 0)
        {
            roles.Add((string?)null, definition: count < 0 ? 0 : 1);
            contents.Add((string?)null, definition: count < 0 ? 0 : 1);
            return count < 0 ? "null" : "[]";
        }
        var items = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var role = i % 2 == 0 ? "user" : "assistant";
            var content = random.Next(6) == 0 ? null : $"Grüße \"{random.Next(1000)}\"\n日本" + new string('x', random.Next(40));
            roles.Add(role, i > 0 ? 1 : 0);
            contents.Add(content, i > 0 ? 1 : 0);
            items.Add($"{{\"role\":{Json(role)},\"content\":{Json(content)}}}");
        }
        return $"[{string.Join(',', items)}]";
    }

    private static string Json(string? text) => text is null ? "null"
        : $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal)}\"";

    private static string Json(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "null";
}
