using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Closing;
using Accounting.Core.Ledger.Parts;
using Accounting.Core.Pricing;
using Accounting.Core.Usage;

namespace Accounting.Core.Statements;

/// <summary>
/// Makes a statement of entries: what each meter cost at each unit price, exactly. What is not said by prices is said as posted, so that the
/// lines always sum to what the ledger has.
/// </summary>
/// <param name="tenant">Whose.</param>
/// <param name="month">Null: of usage without a time.</param>
/// <param name="closing">What closed the month.</param>
public sealed class StatementBuilder(string tenant, Month? month, MonthClosing? closing)
{
    private readonly Dictionary<EntryKey, KeyUsage> _usage = [];
    private readonly Dictionary<(EntryKey Key, EntryKind Kind, string Reason), KeyUsage> _late = [];
    private readonly SortedDictionary<string, (long Calls, long Tokens)> _unpriced = new(StringComparer.Ordinal);
    private long _undatedCalls;

    /// <summary>An entry of the month itself (<see cref="ClosedMonths.OnTime"/>).</summary>
    public void Add(LedgerEntry entry)
    {
        if (!_usage.TryGetValue(entry.Key, out var usage)) _usage.Add(entry.Key, usage = new(entry.Key));
        usage.Add(entry);
    }

    /// <summary>An entry of a closed month that is on this statement (<see cref="ClosedMonths.Late"/>).</summary>
    public void AddLate(LedgerEntry entry)
    {
        var what = (entry.Key, entry.Posting.Kind, entry.Posting.Reason ?? "");
        if (!_late.TryGetValue(what, out var usage)) _late.Add(what, usage = new(entry.Key));
        usage.Add(entry);
    }

    /// <summary>An entry without a time (<see cref="ClosedMonths.Undated"/>): mentioned only.</summary>
    public void Mention(LedgerEntry entry) => _undatedCalls += entry.Calls;

    /// <summary>The statement.</summary>
    /// <param name="prices">The cost map of a version; null where none is stored. Asked once for each; none is held.</param>
    public Statement Build(Func<string, CostMap?> prices)
    {
        Price(_usage.Values.Concat(_late.Values), prices);
        var (usageLines, lateLines) = (new LineSums(), new LineSums());
        foreach (var usage in _usage.Values) AddUsage(usageLines, usage);
        foreach (var (what, usage) in _late) AddLateUsage(lateLines, what.Kind, what.Reason, usage);
        var statement = new Statement
        {
            Tenant = tenant,
            Month = month,
            Closing = closing,
            Usage = usageLines.Lines(),
            Late = lateLines.Lines(),
            Calls = _usage.Values.Sum(usage => usage.Calls),
            Unpriced = [.. _unpriced.Where(model => model.Value != default).Select(model => new UnpricedUsage(model.Key, model.Value.Calls, model.Value.Tokens))],
            UndatedCalls = _undatedCalls,
        };
        return Checked(statement);
    }

    // A map is large and there may be many: they are taken one after the other, each for all that it prices.
    private static void Price(IEnumerable<KeyUsage> usages, Func<string, CostMap?> prices)
    {
        var parts = usages.SelectMany(usage => usage.Parts.Select(part => (usage.Key, Part: part)));
        foreach (var version in parts.GroupBy(item => item.Part.By.Version, StringComparer.Ordinal))
        {
            if (prices(version.Key) is not { } map) continue;
            foreach (var (key, part) in version) (part.Rates, part.Origin) = (map.Find(key, part.By.UndatedAt), map.OriginOf(key, part.By.UndatedAt));
        }
    }

    private void AddUsage(LineSums lines, KeyUsage usage)
    {
        var quantities = usage.Quantities();
        if (quantities.Count == 0 && usage.Amount == Money.Zero && usage.UnpricedCalls == 0) return;
        if (usage is { InForce: { Rates: { } rates } inForce, UnpricedCalls: 0 } && PricedPart.Charge(rates, quantities) == usage.Amount)
        {
            lines.AddPriced(StatementLineKind.Usage, usage.Key, quantities, inForce);
            return;
        }
        AddParts(lines, StatementLineKind.Usage, "", usage);
        AddAdjustments(lines, usage);
        AddUnpriced(usage);
    }

    private void AddLateUsage(LineSums lines, EntryKind kind, string reason, KeyUsage usage)
    {
        AddParts(lines, kind == EntryKind.Void ? StatementLineKind.Reversal : StatementLineKind.Usage, reason, usage);
        AddAdjustments(lines, usage);
        if (usage.UnpricedCalls > 0) AddUnpriced(usage);
    }

    private static void AddParts(LineSums lines, StatementLineKind kind, string reason, KeyUsage usage)
    {
        foreach (var part in usage.Parts)
        {
            var version = part.By.Version;
            var said = lines.AddPriced(kind, usage.Key, part.Priced, part, reason);
            lines.AddUnpriced(kind, usage.Key, part.Unpriced, version, reason);
            lines.AddAmount(StatementLineKind.Unexplained, usage.Key, part.Amount - said, version, reason: reason);
        }
    }

    private static void AddAdjustments(LineSums lines, KeyUsage usage)
    {
        foreach (var (what, amount) in usage.Adjustments)
        {
            var kind = what.Kind == EntryKind.Void ? StatementLineKind.Reversal : StatementLineKind.Adjustment;
            lines.AddAmount(kind, usage.Key, amount, what.Version, what.OldVersion, what.Reason);
        }
    }

    private void AddUnpriced(KeyUsage usage)
    {
        if (usage.UnpricedCalls == 0) return;
        var tokens = usage.Parts.SelectMany(part => part.Unpriced).Where(sum => sum.Key.IsBilled() && Meters.Of(sum.Key).IsTokens).Sum(sum => sum.Value);
        var model = SpendKey.Of(usage.Key).Model;
        var (calls, before) = _unpriced.GetValueOrDefault(model);
        _unpriced[model] = (calls + usage.UnpricedCalls, before + tokens);
    }

    private Statement Checked(Statement statement)
    {
        var posted = _usage.Values.Concat(_late.Values).Aggregate(Money.Zero, (sum, usage) => sum + usage.Amount);
        return (statement.Total ?? Money.Zero) == posted
            ? statement
            : throw new InvalidOperationException(
                $"The lines of the statement sum to {statement.Total} USD, the entries to {posted} USD. This is a fault of the program: please report it.");
    }
}
