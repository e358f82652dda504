using Accounting.BatchClient.Rendering;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Amounts;
using Accounting.Core.Ledger;

namespace Accounting.BatchClient.Billing;

/// <summary>The answer of <c>bill</c> for a person: what was read, what it cost, what is missing.</summary>
internal static class BillReport
{
    /// <summary>Inputs shown one by one; the rest are summed in one row.</summary>
    private const int InputRowsMax = 40;

    public static void Write(BillSummary summary, BillRequest request, CommandContext context)
    {
        var output = context.Out;
        output.WriteLine($"Run {summary.Run.Run}{(summary.DryRun ? " (dry run: nothing was posted)" : "")}: {Numbers.Count(summary.Counts.Read)} records in {Numbers.Duration(summary.Elapsed)}.");
        WriteInputs(summary, context);
        WriteCost(summary, context);
        WriteDrift(summary, context);
        foreach (var sentence in IncompleteBlock.Of(summary.Lines).Sentences()) output.WriteLine(SafeText.Of(sentence));
        if (summary.QuarantineFile is { } file)
            output.WriteLine($"{Numbers.Count(summary.Counts.Rejected + summary.Counts.Conflicting)} records were not billed: {SafeText.Of(file)} says why. Mend the cause, then bill that file.");
        if (summary.LedgerDigest is { } digest) output.WriteLine($"Ledger digest {digest}");
        output.WriteLine($"Prices: version {summary.Run.Plan.PriceVersion} ({summary.Run.Plan.PriceDigest}). Ledger: {SafeText.Of(request.Ledger)}");
    }

    private static void WriteInputs(BillSummary summary, CommandContext context)
    {
        var table = new TextTable("input", "#read", "#accepted", "#not billable", "#duplicate", "#conflicting", "#rejected");
        foreach (var input in summary.Run.Inputs.Take(InputRowsMax)) table.Add([NameOf(input), .. Cells(input.Counts)]);
        var rest = summary.Run.Inputs.Skip(InputRowsMax).ToList();
        if (rest.Count > 0) table.Add([$"{rest.Count} more inputs", .. Cells(rest.Aggregate(default(RecordCounts), (sum, input) => sum + input.Counts))]);
        table.AddTotal(["total", .. Cells(summary.Counts)]);
        table.Write(context);
    }

    private static string NameOf(RunInputRecord input)
    {
        var uri = input.Input.Uri;
        var name = uri.StartsWith("file://", StringComparison.Ordinal) ? Path.GetRelativePath(Environment.CurrentDirectory, new Uri(uri).LocalPath) : uri;
        return input.Skipped ? name + " (unchanged since it was billed: skipped)" : name;
    }

    private static IEnumerable<string> Cells(RecordCounts counts) =>
        new[] { counts.Read, counts.Accepted, counts.NotBillable, counts.Duplicate, counts.Conflicting, counts.Rejected }.Select(Numbers.Count);

    private static void WriteCost(BillSummary summary, CommandContext context)
    {
        if (summary.Lines.Count == 0) return;
        var table = new TextTable("tenant", "model", "#calls", "#tokens", "#cost (USD)");
        foreach (var group in summary.Lines.GroupBy(line => (line.Key.Tenant, Model: line.Key.ResponseModel.Length > 0 ? line.Key.ResponseModel : line.Key.RequestedModel))
            .OrderBy(group => group.Key.Tenant, StringComparer.Ordinal).ThenBy(group => group.Key.Model, StringComparer.Ordinal))
        {
            var isPriced = group.Any(line => line.Amount is not null);
            table.Add(group.Key.Tenant, group.Key.Model, Numbers.Count(group.Sum(line => line.Calls)), Numbers.Count(TokensOf(group)), Numbers.Rounded(isPriced ? SumOf(group) : null));
        }
        table.AddTotal("total", "", Numbers.Count(summary.Lines.Sum(line => line.Calls)), Numbers.Count(TokensOf(summary.Lines)), Numbers.Rounded(summary.Cost));
        table.Write(context);
        context.Out.WriteLine($"Exactly USD {summary.Cost}.");
    }

    private static void WriteDrift(BillSummary summary, CommandContext context)
    {
        var drift = UsageDrift.Of(summary.Lines);
        if (drift.Count == 0) return;
        var table = new TextTable("drift of our own count", "#calls", "#input reported", "#counted", "#output reported", "#counted");
        foreach (var row in drift)
            table.Add(row.Model, Numbers.Count(row.Calls), Numbers.Count(row.ReportedInput), Numbers.Count(row.CountedInput), Numbers.Count(row.ReportedOutput), Numbers.Count(row.CountedOutput));
        table.Write(context);
    }

    private static long TokensOf(IEnumerable<LedgerLine> lines) =>
        lines.SelectMany(line => line.Quantities).Where(quantity => Core.Usage.Meters.IsToken(quantity.Meter)).Sum(quantity => quantity.Amount);

    private static Money SumOf(IEnumerable<LedgerLine> lines) => lines.Aggregate(Money.Zero, (sum, line) => sum + (line.Amount ?? Money.Zero));
}
