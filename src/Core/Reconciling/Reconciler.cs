using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Parts;

namespace Accounting.Core.Reconciling;

/// <summary>Sums up both sides and sets them against each other. Not thread-safe.</summary>
public sealed class Reconciler(ItemNames names)
{
    private readonly Dictionary<(DateOnly Day, string Model), SideSum> _ours = [];
    private readonly Dictionary<(DateOnly Day, string Model), SideSum> _theirs = [];
    private readonly Dictionary<string, long> _undated = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _unresolved = new(StringComparer.Ordinal);
    private bool _hasUsage;
    private bool _hasCalls;
    private bool _hasCost;

    /// <summary>A line of the ledger; one without a time is no day's, and remembered as a reason.</summary>
    public void Add(LedgerLine line)
    {
        var model = names.Of(SpendKey.Of(line.Key).Model).Name;
        if (line.Key.Slot.IsUndated) _undated[model] = _undated.GetValueOrDefault(model) + line.Calls;
        else SumOf(_ours, DateOnly.FromDateTime(line.Key.Slot.Start.UtcDateTime), model).Add(line);
    }

    public void Add(InvoiceRow row)
    {
        var (model, isKnown) = names.Of(row.Name);
        if (!isKnown) _unresolved.Add(row.Name);
        _hasUsage |= row.Tokens is not null;
        _hasCalls |= row.Calls is not null;
        _hasCost |= row.Cost is not null;
        SumOf(_theirs, row.Day, model).Add(row);
    }

    public Reconciliation Finish()
    {
        var theirs = Paired();
        var cells = _ours.Keys.Concat(theirs.Keys).Distinct().Where(cell => IsSomething(_ours, cell) || IsSomething(theirs, cell))
            .OrderBy(cell => cell.Day).ThenBy(cell => cell.Model, StringComparer.Ordinal).ToList();
        var (ourSum, theirSum) = (new SideSum(), new SideSum());
        foreach (var cell in cells)
        {
            ourSum.Add(At(_ours, cell));
            theirSum.Add(At(theirs, cell));
        }
        var rules = new DifferenceRules(cell => At(_ours, cell), cell => At(theirs, cell), Days(_ours), Days(theirs), _undated, _hasUsage, _hasCalls, _hasCost);
        var rows = cells.Select(cell => new ReconciledRow(cell.Day, cell.Model, At(_ours, cell), At(theirs, cell), rules.Reasons(cell))).ToList();
        return new(rows, _hasUsage, _hasCalls, _hasCost, ourSum, theirSum, [.. _unresolved]);
    }

    private Dictionary<(DateOnly Day, string Model), SideSum> Paired()
    {
        var pairs = ItemNames.Pairs([.. _ours.Keys.Select(cell => cell.Model).Distinct()], [.. _theirs.Keys.Select(cell => cell.Model).Distinct()]);
        var paired = new Dictionary<(DateOnly Day, string Model), SideSum>();
        foreach (var (cell, sum) in _theirs) SumOf(paired, cell.Day, pairs.GetValueOrDefault(cell.Model, cell.Model)).Add(sum);
        return paired;
    }

    private static HashSet<DateOnly> Days(Dictionary<(DateOnly Day, string Model), SideSum> side) =>
        [.. side.Where(cell => cell.Value.IsSomething).Select(cell => cell.Key.Day)];

    private static bool IsSomething(Dictionary<(DateOnly Day, string Model), SideSum> side, (DateOnly, string) cell) =>
        side.TryGetValue(cell, out var sum) && sum.IsSomething;

    private static SideSum At(Dictionary<(DateOnly Day, string Model), SideSum> side, (DateOnly, string) cell) =>
        side.TryGetValue(cell, out var sum) ? sum : new();

    private static SideSum SumOf(Dictionary<(DateOnly Day, string Model), SideSum> side, DateOnly day, string model)
    {
        if (!side.TryGetValue((day, model), out var sum)) side.Add((day, model), sum = new());
        return sum;
    }
}
