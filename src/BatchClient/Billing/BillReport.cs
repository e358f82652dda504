using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Rendering;
using Accounting.BatchClient.Terminal;

namespace Accounting.BatchClient.Billing;

/// <summary>The answer of <c>bill</c> for a person: what was read, what it cost, what is missing.</summary>
internal static class BillReport
{
    public static void Write(BillSummary summary, BillRequest request, CommandContext context)
    {
        var output = context.Out;
        var note = summary.DryRun ? " (dry run: nothing was posted)" : "";
        output.WriteLine($"Run {summary.Run.Run}{note}: {Numbers.Count(summary.Counts.Read)} records in {Numbers.Duration(summary.Elapsed)}.");
        InputTable.Write(context, summary.Run);
        WriteCost(summary, context);
        WriteDrift(summary, context);
        foreach (var sentence in summary.Incomplete.Sentences()) output.WriteLine(SafeText.Of(sentence));
        if (summary.QuarantineFile is { } file)
        {
            var count = Numbers.Count(summary.Counts.Rejected + summary.Counts.Conflicting);
            output.WriteLine($"{count} records were not billed: {SafeText.Of(file)} says why. Mend the cause, then bill that file.");
        }
        if (summary.LedgerDigest is { } digest) output.WriteLine($"Ledger digest: {digest}");
        output.WriteLine($"Prices: version {summary.Run.Plan.PriceVersion}, {summary.Run.Plan.PriceDigest}.");
        output.WriteLine($"Ledger: {SafeText.Of(LedgerOpener.Shown(request.Ledger))}");
    }

    private static void WriteCost(BillSummary summary, CommandContext context)
    {
        if (summary.Lines.Count == 0) return;
        var table = new TextTable("tenant", "model", "#calls", "#tokens", "#cost (USD)");
        foreach (var group in summary.Lines.GroupBy(line => (line.Key.Tenant, Model: Incomplete.ModelOf(line.Key)))
            .OrderBy(group => group.Key.Tenant, StringComparer.Ordinal).ThenBy(group => group.Key.Model, StringComparer.Ordinal))
        {
            var sum = new Tally();
            foreach (var line in group) sum.Add(line);
            table.Add(group.Key.Tenant, group.Key.Model, Numbers.Count(sum.Calls), Numbers.Count(sum.Tokens), Numbers.Rounded(sum.Cost));
        }
        table.AddTotal("total", "", Numbers.Count(summary.Total.Calls), Numbers.Count(summary.Total.Tokens), Numbers.Rounded(summary.Total.Cost));
        table.Write(context);
        if (summary.Total.Cost is { } cost) context.Out.WriteLine($"Exactly USD {cost}.");
    }

    private static void WriteDrift(BillSummary summary, CommandContext context)
    {
        var drift = UsageDrift.Of(summary.Lines);
        if (drift.Count == 0) return;
        var table = new TextTable(
            "our count against the reported one", "#calls", "#input reported", "#input counted", "#output reported", "#output counted");
        foreach (var row in drift)
        {
            long[] counts = [row.Calls, row.ReportedInput, row.CountedInput, row.ReportedOutput, row.CountedOutput];
            table.Add([row.Model, .. counts.Select(Numbers.Count)]);
        }
        table.Write(context);
    }
}
