using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Rendering;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Amounts;
using Accounting.Core.Ledger.Repricing;

namespace Accounting.BatchClient.Reprice;

/// <summary>The answer for reading: what changes, by tenant and model; what stays as it is is counted.</summary>
internal static class RepriceTable
{
    private const int VersionsNamed = 5;

    public static void Write(CommandContext context, RepriceRequest request, RepricePlan plan, RepriceReceipt? receipt, bool exact)
    {
        Func<Money?, string> money = exact ? Numbers.Exact : Numbers.Rounded;
        var changed = plan.Rows.Where(row => row.Difference != Money.Zero || row.OldUnpriced != row.NewUnpriced).ToList();
        var total = RepriceTotal.Of(plan);
        if (changed.Count > 0)
        {
            var table = new TextTable("tenant", "model", "#calls", "#old USD", "#new USD", "#difference USD");
            foreach (var row in changed)
            {
                var (old, now) = (Partly(money(row.Old), row.OldUnpriced, row.Old), Partly(money(row.New), row.NewUnpriced, row.New));
                table.Add(row.Tenant, row.Model, Numbers.Count(row.Calls), old, now, money(row.Difference));
            }
            table.AddTotal("all in scope", "", Numbers.Count(total.Calls), money(total.Old), money(total.New), money(total.Difference));
            table.Write(context);
        }
        WriteNotes(context.Out, request, plan, receipt, (changed, total));
    }

    private static string Partly(string amount, long unpriced, Money? priced) => unpriced != 0 && priced is not null ? amount + " +?" : amount;

    private static void WriteNotes(
        TextWriter output, RepriceRequest request, RepricePlan plan, RepriceReceipt? receipt, (List<RepriceRow> Changed, RepriceTotal Total) rows)
    {
        var same = plan.Rows.Count - rows.Changed.Count;
        if (same > 0) output.WriteLine($"Without a difference: {Numbers.Count(same)} of {Numbers.Count(plan.Rows.Count)} rows of tenant and model.");
        output.WriteLine($"Prices: {SafeText.Of(PricesOf(request, plan))}, in place of {SafeText.Of(VersionsOf(plan))}.");
        output.WriteLine($"Difference: {rows.Total.Difference} USD, exact.");
        foreach (var gap in plan.Unpriced)
        {
            var calls = $"{Numbers.Count(gap.Calls)} call{(gap.Calls == 1 ? "" : "s")} ({Numbers.Count(gap.Tokens)} tokens)";
            output.WriteLine($"No price for '{SafeText.Of(gap.Model)}': {calls} without an amount.");
        }
        output.WriteLine(Outcome(request, plan, receipt));
    }

    private static string Outcome(RepriceRequest request, RepricePlan plan, RepriceReceipt? receipt) => receipt switch
    {
        { Before: { } before } => $"Plan {receipt.Applied} was applied on {Instants.Rfc3339(before)} already; nothing more was posted.",
        { Entries: 0 } => "The ledger is priced so already; nothing was posted.",
        not null => $"Applied: {Numbers.Count(receipt.Entries)} adjusting entries posted, {Numbers.Count(plan.Unchanged)} sums unchanged (plan {receipt.Applied}).",
        null when request.Target.IsWhatIf => "A what-if: nothing was posted, and nothing of it can be applied.",
        null when plan.Entries == 0 => "The ledger is priced so already: there is nothing to post.",
        null => $"Nothing was posted. Plan {plan.Id} takes {Numbers.Count(plan.Entries)} adjusting entries, {Numbers.Count(plan.Unchanged)} sums stay; "
            + "--apply --reason posts them.",
    };

    private static string PricesOf(RepriceRequest request, RepricePlan plan)
    {
        var prices = request.PricesFile is { } file ? $"those of {file}, else cost map {plan.PriceVersion.Split('+')[0]}" : $"cost map {plan.PriceVersion}";
        return request.Target.AsModel is { } model ? $"{prices}, all calls as {model}" : prices;
    }

    private static string VersionsOf(RepricePlan plan) => plan.Sources.Count switch
    {
        0 => "none",
        <= VersionsNamed => string.Join(", ", plan.Sources.Select(source => source.Version)),
        var count => $"{string.Join(", ", plan.Sources.Take(VersionsNamed).Select(source => source.Version))} and {count - VersionsNamed} more",
    };
}
