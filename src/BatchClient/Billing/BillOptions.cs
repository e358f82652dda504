using System.CommandLine;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Terminal;
using Accounting.LogReading;
using Accounting.LogReading.Calls;
using Accounting.LogReading.Inputs;

namespace Accounting.BatchClient.Billing;

/// <summary>The options of <c>bill</c>, and how they become a request.</summary>
internal sealed class BillOptions
{
    private const int WorkersMax = 256;

    /// <summary>Enough to keep a few silos of several processors busy; each chunk under way is held in memory.</summary>
    private const int ClusterWorkers = 16;

    private readonly Argument<string[]> _inputs = new("INPUT")
    {
        Description = "Files, folders, globs, or - for standard input.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly LedgerOptions _ledger = new();
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
    private readonly Option<int?> _workers = Number("--workers", "Threads that count (default: processors); with --cluster, chunks that are under way at once (default: 16).");
    private readonly Option<int?> _chunkBytes = Number("--chunk-bytes", "Bytes that are counted and posted as one (default: 4 MiB).");
    private readonly Option<int?> _countTimeout = Number(
        "--count-timeout", "Seconds that counting one call's text may take; beyond it the call is quarantined (default: no limit).");
    private readonly Option<string?> _quarantine = Text(
        "--quarantine", "Where records that cannot be billed are written (default: beside the ledger's file, else in the working folder).", "FILE");
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Read, count and price everything, and post nothing." };
    private readonly Option<bool> _digest = new("--digest") { Description = "Add the ledger's digest to the answer." };
    private readonly Option<bool> _json = SharedOptions.Json();
    private readonly Option<string?> _outputFormat = SharedOptions.Format("table, json");

    public void AddTo(Command command)
    {
        command.Add(_inputs);
        foreach (Option option in (Option[])
        [
            .. _ledger.All, _tenant, _tenantFrom, _model, _modelFrom, _time, _timeFrom, _format, _usage, _columns, _distinct,
            _workers, _chunkBytes, _countTimeout, _quarantine, _dryRun, _digest, _json, _outputFormat,
        ]) command.Add(option);
    }

    public bool AsJson(ParseResult parse, CommandContext context) =>
        SharedOptions.FormatOf(parse, _outputFormat, _json, context.Settings, "table", "json") == "json";

    public BillRequest Read(ParseResult parse, CommandContext context)
    {
        var settings = context.Settings;
        var ledger = LedgerOpener.NameOf(_ledger.NameOf(parse, settings), context);
        var isCluster = LedgerOpener.IsCluster(ledger);
        return new()
        {
            Inputs = [.. parse.GetValue(_inputs)!.Select(input => input == "-" ? input : context.PathOf(input))],
            Ledger = ledger,
            Reading = new()
            {
                Tenant = settings.Text(parse, _tenant),
                TenantFrom = settings.Text(parse, _tenantFrom),
                Model = settings.Text(parse, _model),
                ModelFrom = settings.Text(parse, _modelFrom),
                Time = settings.Text(parse, _time) is { } time ? Instants.Parse("--time", time) : null,
                TimeFrom = settings.Text(parse, _timeFrom),
                InputFormat = FormatOf(settings.Text(parse, _format)),
                Usage = UsageOf(settings.Text(parse, _usage)),
                Columns = ColumnsOf(settings.Text(parse, _columns)),
                DistinctInputs = parse.GetValue(_distinct),
            },
            Counting = new()
            {
                Timeout = settings.Number(parse, _countTimeout, 1) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                Time = context.Time,
            },
            Workers = Math.Min(settings.Number(parse, _workers, 1) ?? (isCluster ? ClusterWorkers : Environment.ProcessorCount), WorkersMax),
            ChunkBytes = ChunkBytesOf(settings.Number(parse, _chunkBytes, 1)),
            Quarantine = settings.Text(parse, _quarantine) is { } file ? QuarantineOf(context.PathOf(file)) : null,
            DryRun = DryRunOf(parse, isCluster),
            Digest = parse.GetValue(_digest),
        };
    }

    private bool DryRunOf(ParseResult parse, bool isCluster) => parse.GetValue(_dryRun) && isCluster
        ? throw UserException.WrongUsage(
            "--dry-run cannot be done by a cluster: what its silos post is posted. "
            + "Leave --cluster out to see what the logs cost, or give the cluster's own ledger: --dry-run --ledger postgres://…")
        : parse.GetValue(_dryRun);

    // Asked before hours of work.
    private static string QuarantineOf(string file) => Directory.Exists(Path.GetDirectoryName(file)) && !Directory.Exists(file)
        ? file
        : throw UserException.WrongUsage($"--quarantine {file} is no place for a file: expected a file's name in a folder that exists.");

    private static int ChunkBytesOf(int? bytes) => bytes switch
    {
        null => Limits.ChunkBytesDefault,
        >= Limits.ChunkBytesMin and <= Limits.ChunkBytesMax => bytes.Value,
        _ => throw UserException.WrongUsage($"--chunk-bytes is {bytes}; expected {Limits.ChunkBytesMin} to {Limits.ChunkBytesMax}."),
    };

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

    private static Option<int?> Number(string name, string description) => new(name) { Description = description, HelpName = "N" };
}
