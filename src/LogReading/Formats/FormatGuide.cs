using System.Text.Json;

namespace Accounting.LogReading.Formats;

/// <summary>What <c>accounting formats</c> says of each format, from <c>formats.jsonl</c> beside this file. Each example is read in a
/// test.</summary>
internal static class FormatGuide
{
    private const string Resource = "formats.jsonl";

    public static IReadOnlyDictionary<string, LogFormatInfo> ByName { get; } = Read();

    private static Dictionary<string, LogFormatInfo> Read()
    {
        using var reader = new StreamReader(typeof(FormatGuide).Assembly.GetManifestResourceStream(Resource)!);
        var guide = new Dictionary<string, LogFormatInfo>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            using var row = JsonDocument.Parse(line);
            string Text(string name) => row.RootElement.GetProperty(name).GetString()!;
            guide.Add(Text("name"), new(Text("name"), Text("meaning"), Text("marker"), row.RootElement.GetProperty("example").GetRawText()));
        }
        return guide;
    }
}
