using System.CommandLine;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Versions;
using Accounting.Storage;

namespace Accounting.BatchClient.Models;

/// <summary>Which belief about prices a question is about: the present one, that of a moment, or a version.</summary>
internal sealed class BeliefOptions
{
    private readonly Option<string?> _asKnown = new("--as-known")
    {
        Description = "What was believed at this date or time: only prices known by then.", HelpName = "TIME",
    };

    private readonly Option<string?> _version = new("--version")
    {
        Description = $"Another version of the cost map than the newest ('accounting models versions'), or {CostMapVersions.ShippedName}.",
        HelpName = "VERSION",
    };

    public IReadOnlyList<Option> All => [_asKnown, _version];

    /// <summary>The moment of knowing that was asked for.</summary>
    public DateTimeOffset? AsKnown(ParseResult parse) => parse.GetValue(_asKnown) is { } time ? Instants.Parse("--as-known", time) : null;

    /// <summary>The cost map asked for.</summary>
    /// <exception cref="UserException">A moment is no time.</exception>
    public CostMap Read(ParseResult parse, string? ledger, CommandContext context)
    {
        var map = parse.GetValue(_version) is { } version ? Version(version, ledger, context) : CostMapReader.Read(ledger, context);
        return AsKnown(parse) is { } time ? map.AsKnownAt(time, CostMapVersions.NameAsKnownAt(map, time)) : map;
    }

    /// <summary>A version by its name.</summary>
    public static CostMap Version(string name, string? ledger, CommandContext context)
    {
        if (name == CostMapVersions.ShippedName) return ShippedPrices.Map;
        if (!LedgerOpener.Exists(ledger, context))
            throw new UserException($"There is no ledger that could hold version '{name}'. Name one with --ledger, or ask for {CostMapVersions.ShippedName}.");
        using var store = context.Ledgers.Open(ledger, LedgerAccess.ReadOnly, context);
        return new CostMapVersions(store).Get(name);
    }
}
