using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Accounting.Core.Ledger;
using Accounting.Core.Usage;

namespace Accounting.Storage.Queries;

/// <summary>The digest of a ledger's lines. The form of a line stands in docs/LEDGER.md: others recompute it, so it never changes.</summary>
internal static class LedgerDigest
{
    /// <param name="lines">All lines, in canonical order.</param>
    public static string Of(IEnumerable<LedgerLine> lines)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            text.Clear();
            AppendLine(text, line);
            hash.AppendData(Encoding.UTF8.GetBytes(text.ToString()));
        }
        return "sha256:" + Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    internal static void AppendLine(StringBuilder text, LedgerLine line)
    {
        var key = line.Key;
        AppendText(text, key.Tenant);
        AppendText(text, key.Provider);
        AppendText(text, key.ResponseModel);
        AppendText(text, key.RequestedModel);
        AppendText(text, key.CallType);
        text.Append(key.Slot.IsUndated ? "undated" : key.Slot.Start.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture)).Append('\t');
        text.Append(CultureInfo.InvariantCulture, $"{key.InputBand.Index}\t{key.OutputBand.Index}\t");
        AppendText(text, key.ServiceTier);
        text.Append(key.Batch ? "1\t" : "0\t");
        AppendText(text, key.Speed);
        AppendText(text, key.Region);
        AppendText(text, key.Residency);
        AppendText(text, key.ImageSize);
        AppendText(text, key.ImageQuality);
        text.Append(CultureInfo.InvariantCulture, $"{(int)key.Source}\t{line.Calls}\t");
        AppendQuantities(text, line);
        text.Append('\t').Append(line.UnpricedCalls == 0 && line.Amount is { } amount ? amount.ToString() : "null").Append('\n');
    }

    private static void AppendQuantities(StringBuilder text, LedgerLine line)
    {
        var separator = "";
        foreach (var quantity in line.Quantities)
        {
            if (!quantity.Meter.IsBilled()) continue;
            text.Append(separator).Append(CultureInfo.InvariantCulture, $"{(int)quantity.Meter}={quantity.Amount}");
            separator = " ";
        }
    }

    // The separators are escaped, so that no two lines of different fields are the same text.
    private static void AppendText(StringBuilder text, string value) =>
        text.Append(value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal))
            .Append('\t');
}
