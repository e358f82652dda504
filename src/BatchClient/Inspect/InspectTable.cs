using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Rendering;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Ledger;
using Accounting.Core.Pricing;
using Accounting.LogReading.Formats;

namespace Accounting.BatchClient.Inspect;

/// <summary>The answer of <c>inspect</c> for a person.</summary>
internal static class InspectTable
{
    public static void Write(InspectedInput input, CommandContext context)
    {
        var output = context.Out;
        var packed = input.Compression.Length > 0 ? $", {input.Compression}" : "";
        output.WriteLine(SafeText.Of($"{input.Input.Planned.Uri} ({input.Container}{packed})"));
        var extent = input.IsWhole ? "all" : "the first";
        output.WriteLine(
            $"  {extent} {Numbers.Count(input.Read)} records: {Numbers.Count(input.Accepted)} calls, "
            + $"{Numbers.Count(input.NotBillable)} not billable, {Numbers.Count(input.Rejected)} rejected");
        foreach (var (name, records) in input.Formats.OrderByDescending(format => format.Value)) output.WriteLine(SafeText.Of("  " + Sentence(name, records)));
        if (input.Calls.Count > 0) WriteCalls(input, context);
        foreach (var rejection in input.Rejections) output.WriteLine(SafeText.Of($"  row {rejection.Row}: {rejection.Reason}: {rejection.Message}"));
        output.WriteLine();
    }

    /// <summary>What records were taken for, and by which marker.</summary>
    public static string Sentence((string Format, string Body) name, long records)
    {
        var count = Numbers.Count(records);
        if (name.Format.Length == 0) return $"{count} of no known format, or no JSON";
        if (name.Format == "map") return $"{count} read by the map";
        var why = Why(name.Format);
        return name.Body.Length == 0 ? $"{count} taken for {name.Format}: {why}" : $"{count} taken for {name.Format}: {why}; in it {name.Body}: {Why(name.Body)}";
    }

    private static string Why(string name) => LogFormats.Find(name)?.Marker ?? "";

    private static void WriteCalls(InspectedInput input, CommandContext context)
    {
        var table = new TextTable("#row", "tenant", "provider", "model", "time", "quantities", "from", "#cost (USD)");
        foreach (var call in input.Calls)
            table.Add(
                Numbers.Count(call.Row), call.Key.Tenant, call.Key.Provider, Incomplete.ModelOf(call.Key), TimeOf(call.Key) ?? "undated",
                string.Join(", ", call.Quantities.Select(quantity => $"{Meters.Of(quantity.Meter).Name} {Numbers.Count(quantity.Amount)}")),
                SourceOf(call.Key), Numbers.Exact(call.Cost));
        table.Write(context);
    }

    /// <summary>The quarter of an hour that the call is billed in; null: it has no time.</summary>
    public static string? TimeOf(EntryKey key) => key.Slot.IsUndated ? null : Instants.Rfc3339(key.Slot.Start);

    /// <summary><c>reported</c>, <c>counted</c>, <c>estimated</c>.</summary>
    public static string SourceOf(EntryKey key) => key.Source.ToString().ToLowerInvariant();
}
