using System.Collections.Immutable;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Rendering;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Import;

namespace Accounting.BatchClient.Models;

/// <summary>A cost map in a file: in our own form, LiteLLM's or genai-prices'.</summary>
internal static class CostMapFile
{
    private const int ProblemsShown = 5;

    /// <summary>Whether a name means a file and not a version: it has a folder, ends with <c>.json</c>, or there is such a file.</summary>
    public static bool Is(string name, CommandContext context) =>
        name.Contains('/', StringComparison.Ordinal) || name.Contains('\\', StringComparison.Ordinal)
        || name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || File.Exists(context.PathOf(name));

    /// <summary>Its models. What the checks refuse of a foreign form is left out, and said.</summary>
    /// <exception cref="UserException">It cannot be read, or is no cost map.</exception>
    public static ImmutableArray<ModelPrices> Read(string name, CommandContext context)
    {
        var content = InputFile.ReadAll(name, PricingLimits.MapBytesMax, context);
        if (TryReadOurs(content, name) is { } ours) return ours;
        var report = CostMapImport.Read(content, CostMap.Empty, new() { KnownSince = context.Time.GetUtcNow(), Source = name });
        foreach (var problem in report.Problems.Take(ProblemsShown)) context.Note($"{name}: {problem.Message}");
        if (report.Problems.Length > ProblemsShown)
            context.Note($"{name}: {Numbers.Count(report.Problems.Length - ProblemsShown)} more; 'accounting models import {name} --dry-run' lists all.");
        return report.Accepted && report.Models.Length > 0 ? report.Models
            : throw new UserException(
                $"'{name}' is no cost map that can be used. Expected LiteLLM's form (model_prices_and_context_window.json), genai-prices' or ours.");
    }

    private static ImmutableArray<ModelPrices>? TryReadOurs(byte[] content, string name)
    {
        try
        {
            return CostMapSerializer.Read(content, name);
        }
        catch (CostMapException)
        {
            return null;
        }
    }
}
