using System.CommandLine;
using System.Globalization;
using Accounting.BatchClient.CommandLine;
using Accounting.Core.Pricing;
using Accounting.Core.Usage;

namespace Accounting.BatchClient.Cost;

/// <summary>Quantities typed as options.</summary>
internal static class TypedQuantities
{
    private const decimal SecondsMax = 1_000_000_000m;

    /// <exception cref="UserException">A number, or a meter's name, is not what it must be.</exception>
    public static List<Quantity> Read(CostOptions options, ParseResult parse)
    {
        var quantities = new List<Quantity>();
        foreach (var (option, meter) in new[]
        {
            (options.Input, Meter.InputTokens), (options.Cached, Meter.CachedInputTokens), (options.CacheWrite, Meter.CacheWriteTokens),
            (options.CacheWrite1h, Meter.CacheWrite1hTokens), (options.Output, Meter.OutputTokens), (options.Reasoning, Meter.ReasoningTokens),
        })
        {
            if (parse.GetValue(option) is { } amount) quantities.Add(new(meter, Checked(option.Name, amount)));
        }
        if (parse.GetValue(options.Seconds) is { } seconds) quantities.Add(new(Meter.OutputMilliseconds, MillisecondsOf(seconds)));
        foreach (var text in parse.GetValue(options.Quantity) ?? []) quantities.Add(QuantityOf(text));
        if (quantities.GroupBy(quantity => quantity.Meter).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw UserException.WrongUsage($"{Meters.Of(twice.Key).Name} is given twice. Give it once.");
        return quantities;
    }

    private static Quantity QuantityOf(string text)
    {
        var parts = text.Split('=', 2);
        if (Meters.Find(parts[0]) is not { Field.Length: > 0 } meter)
        {
            var names = Meters.All.Where(known => known.Field.Length > 0).Select(known => known.Name).ToList();
            throw UserException.WrongUsage($"--quantity '{text}' names no meter.{NearNames.Suggestion(parts[0], names)} Expected METER=N with one of: {string.Join(", ", names)}.");
        }
        return parts.Length == 2 && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var amount)
            ? new(meter.Meter, Checked("--quantity " + meter.Name, amount))
            : throw UserException.WrongUsage($"--quantity '{text}' has no whole number. Expected METER=N, as in {meter.Name}=100.");
    }

    private static long Checked(string name, long amount) => amount is >= 0 and <= QuantityList.AmountMax
        ? amount
        : throw UserException.WrongUsage($"{name} is {amount}. Expected a whole number from 0 to {QuantityList.AmountMax}.");

    private static long MillisecondsOf(string seconds) =>
        decimal.TryParse(seconds, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && number <= SecondsMax && number * 1000 == decimal.Floor(number * 1000)
            ? (long)(number * 1000)
            : throw UserException.WrongUsage(
                $"--seconds '{seconds}' is not a number of seconds. Expected 0 to {SecondsMax}, to the millisecond.");
}
