using System.CommandLine;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Rendering;
using Accounting.BatchClient.Terminal;
using Accounting.LogReading.Formats;

namespace Accounting.BatchClient.Formats;

/// <summary><c>accounting formats</c>: which logs can be read, and what they are recognised by.</summary>
internal static class FormatsCommand
{
    public static Command Create(CommandContext context)
    {
        var name = new Argument<string?>("FORMAT") { Description = "One format (default: all).", Arity = ArgumentArity.ZeroOrOne };
        var json = SharedOptions.Json();
        var format = SharedOptions.Format("table, json");
        var command = new DocumentedCommand("formats", "List the log formats that are read, with an example of each.")
        {
            Notes = """
                Records are asked for each format in this order; the first whose marker is there reads them. Tables (CSV, Parquet) hold the same records, a row each.
                'inspect' says what a log was taken for.
                """,
            Examples = ["accounting formats", "accounting formats codex", "accounting formats --json"],
        };
        command.Add(name);
        command.Add(json);
        command.Add(format);
        command.SetAction(parse =>
        {
            var infos = Find(parse.GetValue(name));
            if (SharedOptions.FormatOf(parse, format, json, context.Settings, "table", "json") == "json") WriteJson(infos, context.Out);
            else WriteText(infos, context.Out);
            return ExitCodes.Done;
        });
        return command;
    }

    private static IReadOnlyList<LogFormatInfo> Find(string? name)
    {
        if (name is null) return LogFormats.All;
        var names = LogFormats.All.Select(info => info.Name).ToList();
        return LogFormats.Find(name) is { } info ? [info]
            : throw UserException.WrongUsage($"There is no log format '{name}'.{NearNames.Suggestion(name, names)} Formats: {string.Join(", ", names)}.");
    }

    private static void WriteText(IReadOnlyList<LogFormatInfo> infos, TextWriter output)
    {
        foreach (var info in infos)
        {
            output.WriteLine($"{info.Name}: {info.Meaning}");
            output.WriteLine($"  recognised by {info.Marker}");
            output.WriteLine($"  {info.Example}");
        }
    }

    private static void WriteJson(IReadOnlyList<LogFormatInfo> infos, TextWriter output) => JsonLine.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("schema_version", 1);
        json.WriteStartArray("formats");
        foreach (var info in infos)
        {
            json.WriteStartObject();
            json.WriteString("name", info.Name);
            json.WriteString("meaning", info.Meaning);
            json.WriteString("marker", info.Marker);
            json.WriteString("example", info.Example);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    });
}
