using System.CommandLine;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Terminal;
using Accounting.LogReading.Calls;
using Accounting.LogReading.Inputs;

namespace Accounting.BatchClient.Billing;

/// <summary>The options that decide how records become calls, of all commands that read logs.</summary>
internal sealed class ReadingArguments
{
    private readonly Option<string?> _tenant = Text("--tenant", "The tenant of every call.", "NAME");
    private readonly Option<string?> _tenantFrom = Text(
        "--tenant-from", "Where each record names its tenant: a dotted path, as in metadata.team.", "PATH");
    private readonly Option<string?> _model = Text("--model", "The model of every call.", "NAME");
    private readonly Option<string?> _modelFrom = Text("--model-from", "Where each record names its model.", "PATH");
    private readonly Option<string?> _time = Text("--time", "The time of calls whose log gives none (default: they are billed as undated).", "TIME");
    private readonly Option<string?> _timeFrom = Text("--time-from", "Where each record has its time.", "PATH");
    private readonly Option<string?> _format = Text("--input-format", "The log's format (default: auto, by content).", "FORMAT");
    private readonly Option<string?> _usage = Text(
        "--usage", "auto: reported, else counted; reported; count: always our own; verify: reported, with the drift of our own count.", "MODE");
    private readonly Option<string?> _columns = Text(
        "--columns", "Columns of Parquet files that hold a field under another name: messages=prompt,id=event_id. Inside structures with points.", "FIELD=COLUMN,…");
    private readonly Option<bool> _distinct = new("--distinct-inputs") { Description = "Equal records without an id in two inputs are two calls." };
    private readonly Option<string?> _map = Text(
        "--map", "A JSON file that says where records of an unknown log have what: {\"model\": \"llm.name\", \"usage\": {\"input_tokens\": \"llm.in\"}}.", "FILE");

    public IEnumerable<Option> All => [_tenant, _tenantFrom, _model, _modelFrom, _time, _timeFrom, _format, _map, _usage, _columns, _distinct];

    public ReadingOptions Read(ParseResult parse, CommandContext context)
    {
        var settings = context.Settings;
        var format = FormatOf(settings.Text(parse, _format));
        return new()
        {
            Tenant = settings.Text(parse, _tenant),
            TenantFrom = settings.Text(parse, _tenantFrom),
            Model = settings.Text(parse, _model),
            ModelFrom = settings.Text(parse, _modelFrom),
            Time = settings.Text(parse, _time) is { } time ? Instants.Parse("--time", time) : null,
            TimeFrom = settings.Text(parse, _timeFrom),
            InputFormat = format,
            Map = MapFile.Read(settings.Text(parse, _map), format, context),
            Usage = UsageOf(settings.Text(parse, _usage)),
            Columns = ColumnsOf(settings.Text(parse, _columns)),
            DistinctInputs = parse.GetValue(_distinct),
        };
    }

    private static string? ColumnsOf(string? text)
    {
        try
        {
            ChunkOptions.CheckColumns(text);
            return text;
        }
        catch (ArgumentException exception)
        {
            throw UserException.WrongUsage($"--columns: {exception.Message}");
        }
    }

    private static UsageMode UsageOf(string? text) => text switch
    {
        null => UsageMode.Auto,
        _ when Enum.GetNames<UsageMode>().Contains(text, StringComparer.OrdinalIgnoreCase) => Enum.Parse<UsageMode>(text, ignoreCase: true),
        _ => throw UserException.WrongUsage($"--usage is '{text}'; expected auto, reported, count or verify."),
    };

    private static string FormatOf(string? text)
    {
        if (text is null or "auto") return "auto";
        var names = RecordChunkReader.FormatNames;
        return names.Contains(text) ? text
            : throw UserException.WrongUsage(
                $"--input-format is '{text}'.{NearNames.Suggestion(text, names)} Expected auto or one of: {string.Join(", ", names)}.");
    }

    private static Option<string?> Text(string name, string description, string value) => new(name) { Description = description, HelpName = value };
}
