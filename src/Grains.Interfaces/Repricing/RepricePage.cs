using Accounting.Core.Ledger.Repricing;

namespace Accounting.Grains.Interfaces.Repricing;

/// <summary>A plan with a page of its rows.</summary>
[GenerateSerializer, Immutable, Alias(Aliases.RepricePage)]
public sealed record RepricePage
{
    [Id(0)] public required string Plan { get; init; }
    [Id(1)] public required string PriceVersion { get; init; }
    [Id(2)] public required string PriceDigest { get; init; }
    /// <summary>At most <see cref="MessageLimits.LinesMax"/>.</summary>
    [Id(3)] public required RepriceRow[] Rows { get; init; }
    [Id(4)] public required RepriceSource[] Sources { get; init; }
    [Id(5)] public required RepriceGap[] Unpriced { get; init; }
    [Id(6)] public long Entries { get; init; }
    [Id(7)] public long Unchanged { get; init; }
    /// <summary>Whether no page follows.</summary>
    [Id(8)] public bool IsLast { get; init; }

    /// <param name="plan">The plan.</param>
    /// <param name="skip">How many rows the pages before had.</param>
    /// <param name="rowsMax">How many this one has at most.</param>
    public static RepricePage Of(RepricePlan plan, int skip, int rowsMax) => new()
    {
        Plan = plan.Id,
        PriceVersion = plan.PriceVersion,
        PriceDigest = plan.PriceDigest,
        Rows = [.. plan.Rows.Skip(skip).Take(rowsMax)],
        Sources = [.. plan.Sources],
        Unpriced = [.. plan.Unpriced],
        Entries = plan.Entries,
        Unchanged = plan.Unchanged,
        IsLast = plan.Rows.Count - skip <= rowsMax,
    };

    /// <param name="scope">What was asked for.</param>
    /// <param name="rows">Those of all pages.</param>
    public RepricePlan ToPlan(RepriceScope scope, IReadOnlyList<RepriceRow> rows) => new()
    {
        Id = Plan,
        Scope = scope,
        PriceVersion = PriceVersion,
        PriceDigest = PriceDigest,
        Rows = rows,
        Sources = Sources,
        Unpriced = Unpriced,
        Entries = Entries,
        Unchanged = Unchanged,
    };
}
