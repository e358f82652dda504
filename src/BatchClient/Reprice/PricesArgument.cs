using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Rendering;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Ledger.Repricing;
using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Import;
using Accounting.Core.Pricing.Versions;

namespace Accounting.BatchClient.Reprice;

/// <summary>Reads <c>--prices</c>: a version's name, a moment of knowing, or a file of prices in LiteLLM's form or in ours.</summary>
internal static class PricesArgument
{
    private const int ProblemsShown = 5;

    /// <exception cref="UserException">It is none of them, or the file is refused.</exception>
    public static RepriceTarget Parse(string text, CommandContext context)
    {
        if (IsTime(text)) return new() { Version = $"{CostMapVersions.NewestName}@{Instants.Rfc3339(Instants.Parse("--prices", text))}" };
        return IsFile(text, context) ? new() { Overlay = ReadFile(text, context) } : new() { Version = text };
    }

    // A version's name is made of hexadecimal digits and never has the form of a date.
    private static bool IsTime(string text) =>
        text.Length >= 8 && char.IsAsciiDigit(text[0]) && (text is [_, _, _, _, '-', _, _, '-', ..] || (text.Length == 8 && text.All(char.IsAsciiDigit)));

    private static bool IsFile(string text, CommandContext context) =>
        text.Contains('/', StringComparison.Ordinal) || text.Contains('\\', StringComparison.Ordinal) || text.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
        || File.Exists(context.PathOf(text));

    private static byte[] ReadFile(string name, CommandContext context)
    {
        var content = InputFile.ReadAll(name, PricingLimits.MapBytesMax, context);
        if (TryReadOurs(content, name) is { } ours) return ours;
        var report = CostMapImport.Read(content, CostMap.Empty, new() { KnownSince = context.Time.GetUtcNow(), Source = name });
        foreach (var problem in report.Problems.Take(ProblemsShown)) context.Note($"{name}: {problem.Message}");
        if (report.Problems.Length > ProblemsShown) context.Note($"{name}: {Numbers.Count(report.Problems.Length - ProblemsShown)} more; 'accounting models import {name} --dry-run' lists all.");
        if (!report.Accepted || !report.Models.Any())
            throw new UserException($"'{name}' is no cost map that can be used. Expected LiteLLM's form (model_prices_and_context_window.json) or ours (accounting models list --json).");
        return CostMapSerializer.Write(report.Models);
    }

    private static byte[]? TryReadOurs(byte[] content, string name)
    {
        try
        {
            return CostMapSerializer.Write(CostMapSerializer.Read(content, name));
        }
        catch (CostMapException)
        {
            return null;
        }
    }
}
