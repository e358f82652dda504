using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Json;
using Accounting.TestKit;

namespace Accounting.Core.Tests.Pricing.History;

/// <summary>LiteLLM's map as it changed from 2023-09 to 2026-02, one event per model and commit, and what it was in each month.</summary>
internal static class RecordedHistory
{
    private static readonly string[] NoModels = ["sample_spec", "fallback_generalizations"];

    public static string Folder => Path.Combine(Checkout.Shared!, "data", "prices");

    /// <summary>All events as offers, in their order. What an event erases is told by an offer that replaces.</summary>
    public static List<RecordedEvent> Events()
    {
        var state = new Dictionary<string, Dictionary<string, JsonElement>>(StringComparer.Ordinal);
        var events = new List<RecordedEvent>();
        foreach (var line in File.ReadLines(Path.Combine(Folder, "history-events.jsonl")))
        {
            var json = JsonDocument.Parse(line).RootElement;
            var (model, kind) = (json.GetProperty("model").GetString()!, json.GetProperty("kind").GetString()!);
            if (NoModels.Contains(model)) continue;
            var before = state.GetValueOrDefault(model);
            var after = kind == "removed" ? null : Changed(kind == "changed" ? before : null, json.GetProperty("new"));
            if (after is null) state.Remove(model);
            else state[model] = after;
            events.Add(new(kind, Offer(model, json, Fields(before), Fields(after))));
        }
        return events;
    }

    /// <summary>What the map was at an instant, by model; those without any price are left out.</summary>
    public static IEnumerable<(DateTimeOffset At, Dictionary<string, PriceFields> Prices)> Months()
    {
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "monthly", "manifest.json")));
        foreach (var month in manifest.RootElement.EnumerateArray())
        {
            // The list goes on behind the last snapshot that is there.
            var file = Path.Combine(Folder, "monthly", Path.GetFileName(month.GetProperty("file").GetString()!));
            if (!File.Exists(file)) continue;
            using var map = JsonDocument.Parse(Unzip(file));
            var prices = map.RootElement.EnumerateObject().Where(entry => !NoModels.Contains(entry.Name))
                .GroupBy(entry => entry.Name, StringComparer.Ordinal)
                .Select(entries => (entries.Key, Prices: new PriceFieldsReader().Read(entries.Last().Value)))
                .Where(entry => !entry.Prices.IsEmpty).ToDictionary(entry => entry.Key, entry => entry.Prices, StringComparer.Ordinal);
            yield return (Time(month), prices);
        }
    }

    public static byte[] Unzip(string path)
    {
        using var stream = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    private static Dictionary<string, JsonElement> Changed(Dictionary<string, JsonElement>? before, JsonElement changes)
    {
        var fields = before is null ? new(StringComparer.Ordinal) : new Dictionary<string, JsonElement>(before, StringComparer.Ordinal);
        foreach (var field in changes.EnumerateObject())
        {
            if (field.Value.ValueKind == JsonValueKind.Null) fields.Remove(field.Name);
            else fields[field.Name] = field.Value;
        }
        return fields;
    }

    private static PriceFields Fields(Dictionary<string, JsonElement>? fields) =>
        fields is null ? PriceFields.None : new PriceFieldsReader().Read(JsonSerializer.SerializeToElement(fields));

    private static PriceOffer Offer(string model, JsonElement json, PriceFields before, PriceFields after) => new()
    {
        Model = model,
        Prices = after,
        Replaces = !before.With(after).SameAs(after),
        ValidFrom = Time(json),
        KnownSince = Time(json),
        Source = json.GetProperty("commit").GetString()!,
    };

    private static DateTimeOffset Time(JsonElement json) => DateTimeOffset.Parse(json.GetProperty("at").GetString()!, CultureInfo.InvariantCulture);
}

/// <param name="Kind"><c>initial</c>, <c>added</c>, <c>changed</c> or <c>removed</c>.</param>
/// <param name="Offer">The same as a registration.</param>
internal sealed record RecordedEvent(string Kind, PriceOffer Offer);
