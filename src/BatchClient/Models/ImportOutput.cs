using System.Text.Json;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Rendering;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Import;

namespace Accounting.BatchClient.Models;

/// <summary>Tells what an import found and did.</summary>
internal static class ImportOutput
{
    /// <summary>Findings listed for a person; JSON has all.</summary>
    private const int FindingsShown = 20;

    /// <summary>0 taken, 1 refused as a whole, 3 taken but for some models.</summary>
    public static int ExitCode(ImportReport report) => !report.Accepted ? ExitCodes.Failed : report.Refused > 0 ? ExitCodes.Incomplete : ExitCodes.Done;

    public static void WriteText(CommandContext context, ImportReport report, CostMap map, bool isDryRun)
    {
        var output = context.Out;
        if (!report.Accepted) output.WriteLine("The map is refused; nothing was changed.");
        output.WriteLine(
            $"{Numbers.Count(report.Read)} models read: {Numbers.Count(report.Added)} new, {Numbers.Count(report.Changed)} changed, " +
            $"{Numbers.Count(report.Unchanged)} unchanged, {Numbers.Count(report.Refused)} refused{(isDryRun ? " (dry run: nothing was changed)" : "")}.");
        WriteFindings(output, "Refused or forced", report.Problems);
        WriteFindings(output, "Left out", report.Notices);
        output.WriteLine($"Cost map {map.Version} ({map.Digest}).");
    }

    /// <param name="output">Where to.</param>
    /// <param name="report">What was found.</param>
    /// <param name="map">The map with it.</param>
    /// <param name="isDryRun">Whether nothing was changed.</param>
    /// <param name="more">Writes further members.</param>
    public static void WriteJson(
        TextWriter output, ImportReport report, CostMap map, bool isDryRun, Action<Utf8JsonWriter>? more = null) => JsonLine.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("schema_version", 1);
        json.WriteBoolean("dry_run", isDryRun);
        more?.Invoke(json);
        json.WriteBoolean("accepted", report.Accepted);
        json.WriteNumber("read", report.Read);
        json.WriteNumber("added", report.Added);
        json.WriteNumber("changed", report.Changed);
        json.WriteNumber("unchanged", report.Unchanged);
        json.WriteNumber("refused", report.Refused);
        ModelJson.WriteFindings(json, "problems", report.Problems);
        ModelJson.WriteFindings(json, "notices", report.Notices);
        ModelJson.WriteCostMap(json, map);
        json.WriteEndObject();
    });

    private static void WriteFindings(TextWriter output, string title, IReadOnlyList<PriceProblem> findings)
    {
        if (findings.Count == 0) return;
        output.WriteLine($"{title}: {Numbers.Count(findings.Count)}");
        foreach (var finding in findings.Take(FindingsShown)) output.WriteLine("  " + SafeText.Of(finding.Message));
        if (findings.Count > FindingsShown) output.WriteLine(
            $"  … and {Numbers.Count(findings.Count - FindingsShown)} more; --json lists all.");
    }
}
