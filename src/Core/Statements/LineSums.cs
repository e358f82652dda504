using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Parts;
using Accounting.Core.Pricing;
using Accounting.Core.Usage;

namespace Accounting.Core.Statements;

/// <summary>Sums up lines that differ in quantity and amount only.</summary>
internal sealed class LineSums
{
    private readonly Dictionary<StatementLine, Sum> _lines = [];

    /// <summary>Usage of one key's meters at known prices, exclusive of what is not billed.</summary>
    /// <returns>What the lines come to.</returns>
    public Money AddPriced(StatementLineKind kind, EntryKey key, IEnumerable<KeyValuePair<Meter, long>> quantities, PricedPart by, string reason = "")
    {
        var total = Money.Zero;
        foreach (var (meter, quantity) in quantities)
        {
            if (quantity == 0 || !meter.IsBilled() || by.Rates?[meter] is not { } price) continue;
            var line = Of(kind, key) with
            {
                Meter = Meters.Of(meter), UnitPrice = price, ValidFrom = by.Origin?.Row?.ValidFrom, Source = SourceOf(by.Origin), Reason = reason,
            };
            Add(line, quantity, price * quantity, by.By.Version);
            total += price * quantity;
        }
        return total;
    }

    /// <summary>Usage that no price is known for.</summary>
    public void AddUnpriced(StatementLineKind kind, EntryKey key, IEnumerable<KeyValuePair<Meter, long>> quantities, string version, string reason = "")
    {
        foreach (var (meter, quantity) in quantities)
            if (quantity != 0 && meter.IsBilled()) Add(Of(kind, key) with { Meter = Meters.Of(meter), Reason = reason }, quantity, null, version);
    }

    /// <summary>An amount without usage; none where it is zero.</summary>
    public void AddAmount(StatementLineKind kind, EntryKey key, Money amount, string version, string? oldVersion = null, string reason = "")
    {
        if (amount != Money.Zero) Add(Of(kind, key) with { OldPriceVersion = oldVersion, Reason = reason }, 0, amount, version);
    }

    /// <summary>The lines that do not sum to nothing, by month, model, provider, tier, kind, meter and price.</summary>
    public IReadOnlyList<StatementLine> Lines() =>
    [
        .. _lines.Where(line => line.Value.Quantity != 0 || (line.Value.Amount ?? Money.Zero) != Money.Zero)
            .Select(line => line.Key with { Quantity = line.Value.Quantity, Amount = line.Value.Amount, PriceVersions = [.. line.Value.Versions] })
            .OrderBy(line => line.Month).ThenBy(line => line.Model, StringComparer.Ordinal).ThenBy(line => line.Provider, StringComparer.Ordinal)
            .ThenBy(line => line.Tier, StringComparer.Ordinal).ThenBy(line => line.Kind).ThenBy(line => line.Meter?.Meter)
            .ThenBy(line => line.UnitPrice).ThenBy(line => line.ValidFrom)
            .ThenBy(line => line.Source, StringComparer.Ordinal).ThenBy(line => line.OldPriceVersion, StringComparer.Ordinal)
            .ThenBy(line => line.Reason, StringComparer.Ordinal).ThenBy(line => line.PriceVersions[0], StringComparer.Ordinal),
    ];

    private static StatementLine Of(StatementLineKind kind, EntryKey key) => new()
    {
        Kind = kind, Month = key.Slot.IsUndated ? null : Month.Of(key.Slot), Provider = key.Provider, Model = SpendKey.Of(key).Model,
        Tier = key.Batch ? "batch" : key.ServiceTier,
    };

    private static string SourceOf(PriceOrigin? origin)
    {
        var source = origin?.Row?.Source ?? "";
        return origin is null || origin.Factor == ExactDecimal.One ? source : $"{source}{(source.Length > 0 ? "; " : "")}times {origin.Factor} as agreed";
    }

    private void Add(StatementLine line, long quantity, Money? amount, string version)
    {
        // Two adjustments to different versions are two lines; usage at one price is one, whatever versions say so.
        var own = line.Meter is null ? line with { PriceVersions = VersionsOf(version) } : line;
        if (!_lines.TryGetValue(own, out var sum)) _lines.Add(own, sum = new());
        sum.Quantity += quantity;
        if (amount is { } money) sum.Amount = (sum.Amount ?? Money.Zero) + money;
        sum.Versions.Add(version);
    }

    // One list per version: lines are told apart by it, and lists are compared by reference.
    private readonly Dictionary<string, IReadOnlyList<string>> _versions = new(StringComparer.Ordinal);

    private IReadOnlyList<string> VersionsOf(string version)
    {
        if (!_versions.TryGetValue(version, out var versions)) _versions.Add(version, versions = [version]);
        return versions;
    }

    private sealed class Sum
    {
        public long Quantity { get; set; }
        public Money? Amount { get; set; }
        public SortedSet<string> Versions { get; } = new(StringComparer.Ordinal);
    }
}
