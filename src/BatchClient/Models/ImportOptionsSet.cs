using System.CommandLine;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Import;
using Accounting.Storage;

namespace Accounting.BatchClient.Models;

/// <summary>The options of commands that take over a whole cost map, and what they do with it.</summary>
internal sealed class ImportOptionsSet
{
    private readonly Option<string?> _validFrom = new("--valid-from") { Description = "From when changed prices hold. Default: now.", HelpName = "TIME" };
    private readonly Option<bool> _force = new("--force") { Description = "Take what the checks take for a mistake; needs --reason." };
    private readonly Option<string?> _reason = new("--reason") { Description = "Why; kept with each price.", HelpName = "TEXT" };

    public Option<bool> DryRun { get; } = new("--dry-run") { Description = "Check and report, change nothing." };
    public Option<bool> Offline { get; } = new("--offline")
    {
        Description = "Never touch the network (settings: ACCOUNTING_OFFLINE, ACCOUNTING_LOCAL_COST_MAP).",
    };

    public IEnumerable<Option> All => [_validFrom, DryRun, _force, _reason, Offline];

    /// <param name="parse">What was typed.</param>
    /// <param name="source">Where the map comes from.</param>
    /// <param name="context">Has the time.</param>
    /// <exception cref="UserException">Something is forced without a reason, or no time.</exception>
    public ImportOptions Read(ParseResult parse, string source, CommandContext context)
    {
        var options = new ImportOptions
        {
            KnownSince = context.Time.GetUtcNow(),
            ValidFrom = parse.GetValue(_validFrom) is { } time ? Instants.Parse("--valid-from", time) : null,
            Source = source,
            Force = parse.GetValue(_force),
            Reason = parse.GetValue(_reason) ?? "",
        };
        return !options.Force || !string.IsNullOrWhiteSpace(options.Reason) ? options
            : throw UserException.WrongUsage("--force needs --reason: say why the prices are right. It is kept with each.");
    }

    /// <summary>Takes a map over, or shows what that would do.</summary>
    public (ImportReport Report, CostMap Map) Import(ParseResult parse, byte[] content, ImportOptions options, string? ledger, CommandContext context)
    {
        if (parse.GetValue(DryRun))
        {
            var present = CostMapReader.Read(ledger, context);
            var preview = CostMapImport.Read(content, present, options);
            return (preview, preview.Accepted ? present.With(preview.Models) : present);
        }
        using var store = context.Ledgers.Open(ledger, LedgerAccess.Create, context);
        var (map, report) = IPriceChanges.Of(store).Import(content, options);
        return (report, map);
    }
}
