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
    private readonly ReadingArguments _reading = new();
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
            .. _ledger.All, .. _reading.All,
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
            Reading = _reading.Read(parse, context),
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

    private static Option<string?> Text(string name, string description, string value) => new(name) { Description = description, HelpName = value };

    private static Option<int?> Number(string name, string description) => new(name) { Description = description, HelpName = "N" };
}
