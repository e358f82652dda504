using Accounting.Core.Amounts;

namespace Accounting.Core.Reconciling;

/// <summary>Why the two sides of a day and model differ, as far as the numbers tell: each rule names one likely reason, the likeliest first.</summary>
/// <param name="ours">What the ledger has.</param>
/// <param name="theirs">What the invoice has.</param>
/// <param name="ourDays">Days with anything in the ledger.</param>
/// <param name="theirDays">Days with anything on the invoice.</param>
/// <param name="undated">Calls without a time, by model.</param>
/// <param name="hasUsage">Whether tokens are compared.</param>
/// <param name="hasCalls">Whether calls are compared.</param>
/// <param name="hasCost">Whether costs are compared.</param>
internal sealed class DifferenceRules(
    Func<(DateOnly Day, string Model), SideSum> ours, Func<(DateOnly Day, string Model), SideSum> theirs, IReadOnlySet<DateOnly> ourDays,
    IReadOnlySet<DateOnly> theirDays, IReadOnlyDictionary<string, long> undated, bool hasUsage, bool hasCalls, bool hasCost)
{
    // Exports write binary floating-point numbers: 0.060000000000000005.
    private static readonly Money s_float = Money.Parse("0.000000001");

    public IReadOnlyList<DifferenceReason> Reasons((DateOnly Day, string Model) cell)
    {
        var (own, other) = (ours(cell), theirs(cell));
        var (costs, tokens, calls) = (hasCost && own.Cost != other.Cost, hasUsage && TokensDiffer(own, other), hasCalls && own.Calls != other.Calls);
        if (!costs && !tokens && !calls) return [];
        if (!tokens && !calls && Abs(own.Cost - other.Cost) <= Max(other.Rounding, s_float)) return [new(DifferenceReason.Rounding, "The export is rounded.")];
        if (!own.IsSomething) return [NothingOfOurs(cell)];
        if (!other.IsSomething) return [NothingOfTheirs(cell)];
        var reasons = Likely(cell, own, other, costs, tokens).ToList();
        return reasons.Count > 0 ? reasons : [Remaining(own, other, costs, tokens, calls)];
    }

    private DifferenceReason NothingOfOurs((DateOnly Day, string Model) cell)
    {
        if (!ourDays.Contains(cell.Day)) return new(DifferenceReason.MissingDay, "Nothing of this day was billed here: logs are missing (see 'accounting runs gaps').");
        return undated.GetValueOrDefault(cell.Model) is > 0 and var calls
            ? Undated(calls)
            : new(DifferenceReason.NotInLogs, "The logs have no such call on this day: another key, project or program, or a log that is missing.");
    }

    private DifferenceReason NothingOfTheirs((DateOnly Day, string Model) cell) => theirDays.Contains(cell.Day)
        ? new(DifferenceReason.NotOnInvoice, "The export has nothing of this model on this day: another account or provider, perhaps.")
        : new(DifferenceReason.NotOnInvoice, "The export has nothing of this day.");

    private IEnumerable<DifferenceReason> Likely((DateOnly Day, string Model) cell, SideSum own, SideSum other, bool costs, bool tokens)
    {
        if (costs && own.UnpricedCalls > 0)
            yield return new(DifferenceReason.Unpriced, $"{own.UnpricedCalls} of our calls have no price: register it and reprice.");
        if (OtherDay(cell, own, other) is { } day)
            yield return new(DifferenceReason.OtherDay, $"{day:yyyy-MM-dd} differs by as much the other way: calls around midnight, or days of another time zone.");
        if (IsLess(own, other) && undated.GetValueOrDefault(cell.Model) is > 0 and var calls) yield return Undated(calls);
        if (hasCalls && own.BatchCalls != other.BatchCalls)
            yield return new(DifferenceReason.Batch, $"{own.BatchCalls} of our calls are batch calls, {other.BatchCalls} of theirs.");
        if (tokens && own.AllInput == other.AllInput && own[UsageGroup.CachedInput] != other[UsageGroup.CachedInput])
            yield return new(DifferenceReason.Cache, "The input is the same, but not what of it came from a cache.");
        if (costs && (!hasUsage || !tokens) && HalfOrTwice(own.Cost, other) is { } ratio)
            yield return new(DifferenceReason.Tier, $"Our cost is {ratio} theirs: batch, flex or priority prices that the logs do not say, or say wrongly.");
    }

    private DifferenceReason Remaining(SideSum own, SideSum other, bool costs, bool tokens, bool calls)
    {
        if (costs && hasUsage && !tokens) return new(DifferenceReason.Price, "The usage is the same, the price is not: see 'accounting models show' and 'accounting explain'.");
        if (calls)
        {
            return new(DifferenceReason.Calls, own.Calls < other.Calls
                ? $"{other.Calls - own.Calls} calls are not in the logs: a log that is missing in part, or another program."
                : $"{own.Calls - other.Calls} calls more are in the logs: failed ones that cost nothing, or another account's.");
        }
        return tokens
            ? new(DifferenceReason.Usage, "The tokens differ: counted here where the log reports none (see 'accounting spend --group-by source'), or other calls.")
            : new(DifferenceReason.Unknown, "No reason is apparent: see 'accounting explain'.");
    }

    private static DifferenceReason Undated(long calls) => new(DifferenceReason.Undated, $"{calls} calls of this model have no time in the log: they are of no day.");

    private DateOnly? OtherDay((DateOnly Day, string Model) cell, SideSum own, SideSum other)
    {
        foreach (var day in (ReadOnlySpan<DateOnly>)[cell.Day.AddDays(-1), cell.Day.AddDays(1)])
        {
            var (there, theirThere) = (ours((day, cell.Model)), theirs((day, cell.Model)));
            var isOpposite = hasUsage
                ? own.AllInput - other.AllInput is not 0 and var input && there.AllInput - theirThere.AllInput == -input
                : own.Cost - other.Cost == theirThere.Cost - there.Cost && own.Cost != other.Cost;
            if (isOpposite) return day;
        }
        return null;
    }

    private bool IsLess(SideSum own, SideSum other) => hasUsage ? own.AllInput < other.AllInput : own.Cost < other.Cost;

    private static string? HalfOrTwice(Money own, SideSum other)
    {
        var tolerance = Max(other.Rounding, s_float);
        if (own > Money.Zero && Abs(own - other.Cost * 2) <= tolerance * 2) return "twice";
        return other.Cost > Money.Zero && Abs(own * 2 - other.Cost) <= tolerance ? "half of" : null;
    }

    private static bool TokensDiffer(SideSum own, SideSum other) => UsageGroups.All.Any(group => own[group] != other[group]);

    private static Money Abs(Money money) => money < Money.Zero ? -money : money;

    private static Money Max(Money left, Money right) => left > right ? left : right;
}
