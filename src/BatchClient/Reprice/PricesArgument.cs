using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Models;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Ledger.Repricing;
using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Versions;

namespace Accounting.BatchClient.Reprice;

/// <summary>
/// Reads <c>--prices</c>: a version's name, a moment of knowing, or a file of prices in our form, LiteLLM's or genai-prices'.
/// </summary>
internal static class PricesArgument
{
    /// <exception cref="UserException">It is none of them, or the file is refused.</exception>
    public static RepriceTarget Parse(string text, CommandContext context)
    {
        if (IsTime(text)) return new() { Version = $"{CostMapVersions.NewestName}@{Instants.Rfc3339(Instants.Parse("--prices", text))}" };
        return CostMapFile.Is(text, context) ? new() { Overlay = CostMapSerializer.Write(CostMapFile.Read(text, context)) } : new() { Version = text };
    }

    // A version's name is made of hexadecimal digits and never has the form of a date.
    private static bool IsTime(string text) =>
        text.Length >= 8 && char.IsAsciiDigit(text[0]) && (text is [_, _, _, _, '-', _, _, '-', ..] || (text.Length == 8 && text.All(char.IsAsciiDigit)));
}
