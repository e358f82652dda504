using System.Globalization;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Amounts;
using Accounting.Core.Reconciling;

namespace Accounting.BatchClient.Reconcile;

/// <summary>Reads a provider's export as rows of an invoice.</summary>
internal static class InvoiceReader
{
    private const long BytesMax = 64L << 20;
    private const int RoundedDecimalsMax = 6; // What is written with more digits was not rounded for reading.
    private const long TokensMax = 1L << 53;
    private const int SecondsDigitsMin = 9; // Fewer are a date without separators.
    private const long SecondsMax = 253_402_300_800; // The year 10000.

    /// <exception cref="UserException">The file cannot be read as one of these exports; the message says where and why.</exception>
    /// <returns>The rows, and the days that the export is of: those without usage too.</returns>
    public static (IReadOnlyList<InvoiceRow> Rows, IReadOnlyList<DateOnly> Days) Read(string file, IReadOnlyList<ExportMapping> mappings, CommandContext context)
    {
        var rows = ExportFields.Read(InputFile.ReadAll(file, BytesMax, context), file, mappings is [{ Rows: var path }] ? path : "");
        var (invoice, days) = (new List<InvoiceRow>(), new List<DateOnly>());
        var isKnown = rows.Any(row => mappings.Any(mapping => row.First(mapping.Marks) is not null));
        foreach (var row in rows)
        {
            if (mappings.FirstOrDefault(mapping => mapping.Marks.Count == 0 || row.First(mapping.Marks) is not null) is not { } mapping)
            {
                // A day on which nothing was used has times alone.
                if (!isKnown) throw Unknown(file, row, mappings);
                if (mappings.FirstOrDefault(known => row.First(known.Day) is not null) is { } dated) days.Add(DayOf(row, dated, file));
                continue;
            }
            if (RowOf(row, mapping, file) is { } read) invoice.Add(read);
            days.Add(DayOf(row, mapping, file));
        }
        return invoice.Count > 0 ? (invoice, days) : throw new UserException($"{file} has no usage and no costs. Export days on which there were some.");
    }

    private static InvoiceRow? RowOf(ExportRow row, ExportMapping mapping, string file)
    {
        var (cost, rounding) = CostOf(row, mapping, file);
        var tokens = mapping.Tokens.Count > 0 ? TokensOf(row, mapping, file) : null;
        if (cost is null && tokens is null) return null;
        var name = row.First(mapping.Model);
        if (name is null && cost is null) return null;
        return new()
        {
            Day = DayOf(row, mapping, file),
            Name = name ?? throw Wrong(file, row,
                $"has an amount, but none of the fields {string.Join(", ", mapping.Model)}: export costs by model (OpenAI: grouped by line item; Anthropic: by description)"),
            Calls = row.First(mapping.Calls) is { } calls ? Number(calls, file, row, mapping.Calls[0]) : null,
            Batch = row.First(mapping.Batch)?.ToLowerInvariant() is "true" or "batch",
            Tokens = tokens,
            Cost = cost,
            Rounding = rounding,
        };
    }

    private static (Money? Cost, Money Rounding) CostOf(ExportRow row, ExportMapping mapping, string file)
    {
        if (row.First(mapping.Amount) is not { } text) return (null, Money.Zero);
        if (row.First(mapping.Currency) is { } currency && !currency.Equals("usd", StringComparison.OrdinalIgnoreCase))
            throw Wrong(file, row, $"is in {currency}; the ledger is in USD. Export it in USD");
        // Anthropic's console writes dollars, its interface cents.
        var scale = mapping.AmountIsCents && !row.Fields.ContainsKey("cost_usd") ? -2 : 0;
        if (!ExactDecimal.TryParse(text, out var amount) || !Money.TryParse(Scaled(amount, scale), out var cost))
            throw Wrong(file, row, $"has the amount '{text}'; expected a decimal number");
        var decimals = text.IndexOf('.', StringComparison.Ordinal) is var point and >= 0 ? text.Length - point - 1 : 0;
        var isRounded = decimals <= RoundedDecimalsMax && !text.Contains('e', StringComparison.OrdinalIgnoreCase);
        return (cost, isRounded ? Money.Parse(Scaled(new(5, -decimals - 1), scale)) : Money.Zero);
    }

    private static string Scaled(ExactDecimal amount, int exponent) => new ExactDecimal(amount.Mantissa, amount.Exponent + exponent).ToString();

    private static Dictionary<UsageGroup, long>? TokensOf(ExportRow row, ExportMapping mapping, string file)
    {
        var tokens = new Dictionary<UsageGroup, long>();
        foreach (var (group, fields) in mapping.Tokens)
            foreach (var field in fields)
                if (row.Fields.TryGetValue(field, out var text)) tokens[group] = tokens.GetValueOrDefault(group) + Number(text, file, row, field);
        if (tokens.Count == 0) return null;
        if (!mapping.InputIncludesCache) return tokens;
        var cache = tokens.GetValueOrDefault(UsageGroup.CachedInput) + tokens.GetValueOrDefault(UsageGroup.CacheWrite);
        tokens[UsageGroup.Input] = tokens.GetValueOrDefault(UsageGroup.Input) - cache;
        return tokens[UsageGroup.Input] >= 0 ? tokens : throw Wrong(file, row, "has more tokens of a cache than input tokens in all");
    }

    // It may be written as 12.0.
    private static long Number(string text, string file, ExportRow row, string field) =>
        ExactDecimal.TryParse(text, out var number) && number.Exponent >= 0 && !number.IsNegative && number <= new ExactDecimal(TokensMax, 0)
            ? (long)number.ToUnits(0)
            : throw Wrong(file, row, $"has {field} '{text}'; expected a whole number from 0 to 2^53");

    private static DateOnly DayOf(ExportRow row, ExportMapping mapping, string file)
    {
        if (row.First(mapping.Day) is not { } text) throw Wrong(file, row, $"has none of the fields {string.Join(", ", mapping.Day)}: which day it is of is not known");
        if (text.Length >= SecondsDigitsMin && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < SecondsMax)
            return DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? DateOnly.FromDateTime(time.UtcDateTime)
            : throw Wrong(file, row, $"has the day '{text}'; expected a date, an RFC 3339 time or seconds since 1970");
    }

    private static UserException Unknown(string file, ExportRow row, IReadOnlyList<ExportMapping> mappings) => new(
        $"{file} is none of {string.Join(", ", mappings.Select(mapping => mapping.Name))}: {row.Place} has the fields {string.Join(", ", row.Fields.Keys.Take(12))}. "
        + "Name the provider that it is from with --provider, or describe it with --map.");

    private static UserException Wrong(string file, ExportRow row, string what) => new($"{file}, {row.Place} {what}.");
}
