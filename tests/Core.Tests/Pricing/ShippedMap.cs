using System.Globalization;
using System.Text.Json;
using Accounting.Core.Pricing;

namespace Accounting.Core.Tests.Pricing;

/// <summary>
/// The price files inside the assembly, read with nothing of ours, so that a fault of the cost map's own reader cannot hide one of the data.
/// </summary>
internal static class ShippedMap
{
    public static IReadOnlyList<ShippedModel> Models { get; } = [.. Read()];

    /// <summary>The rates that hold on a day; null where none do.</summary>
    public static JsonElement? RatesOn(string provider, string name, string day)
    {
        var time = Time(day);
        var model = Models.Single(m => m.Provider == provider && m.Names.Contains(name));
        return model.Rows.SingleOrDefault(row => row.From <= time && (row.To is null || time < row.To))?.Rates;
    }

    public static decimal? Rate(JsonElement rates, string path)
    {
        var at = rates;
        foreach (var name in path.Split('.'))
            if (!at.TryGetProperty(name, out at)) return null;
        return decimal.Parse(at.GetString()!, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
    }

    public static DateTimeOffset Time(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static IEnumerable<ShippedModel> Read()
    {
        var assembly = typeof(Rates).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.Contains(".Pricing.Data.", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var root = JsonDocument.Parse(stream, new() { AllowDuplicateProperties = false }).RootElement;
            Assert.Equal(1, root.GetProperty("schema_version").GetInt32());
            foreach (var model in root.GetProperty("models").EnumerateArray())
                yield return ShippedModel.Of(root.GetProperty("provider").GetString()!, model);
        }
    }
}

internal sealed record ShippedRow(DateTimeOffset From, DateTimeOffset? To, DateTimeOffset KnownSince, string Source, JsonElement Rates);

internal sealed record ShippedModel(string Provider, IReadOnlyList<string> Names, string Mode, IReadOnlyList<ShippedRow> Rows)
{
    public override string ToString() => $"{Provider}/{Names[0]}";

    public static ShippedModel Of(string provider, JsonElement model)
    {
        List<string> names = [model.GetProperty("model").GetString()!];
        if (model.TryGetProperty("aliases", out var aliases)) names.AddRange(aliases.EnumerateArray().Select(alias => alias.GetString()!));
        return new(provider, names, model.GetProperty("mode").GetString()!, [.. model.GetProperty("prices").EnumerateArray().Select(Row)]);
    }

    private static ShippedRow Row(JsonElement row)
    {
        var to = row.GetProperty("valid_to").GetString();
        return new(
            ShippedMap.Time(row.GetProperty("valid_from").GetString()!),
            to is null ? null : ShippedMap.Time(to),
            ShippedMap.Time(row.GetProperty("known_since").GetString()!),
            row.GetProperty("source").GetString()!,
            row.GetProperty("rates"));
    }
}
