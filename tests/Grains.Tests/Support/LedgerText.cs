using Accounting.Core.Ledger;

namespace Accounting.Grains.Tests.Support;

/// <summary>Lines as text: two ledgers with the same text have the same digest, and a test that fails shows where they differ.</summary>
internal static class LedgerText
{
    public static string Of(IEnumerable<LedgerLine> lines) => string.Join('\n', lines.Select(line =>
        $"{line.Key} calls {line.Calls} unpriced {line.UnpricedCalls} {string.Join(' ', line.Quantities.Select(quantity => $"{quantity.Meter}={quantity.Amount}"))} "
        + $"amount {line.Amount?.ToString() ?? "null"} reported {line.ReportedCost?.ToString() ?? "null"}"));
}
