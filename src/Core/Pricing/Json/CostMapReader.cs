using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Accounting.Core.Pricing.Json;

/// <summary>Reads our own schema of a cost map.</summary>
internal static class CostMapReader
{
    public static ImmutableArray<ModelPrices> Read(JsonElement root, string name)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("schema_version", out var version)
            || !root.TryGetProperty("models", out var list)
            || list.ValueKind != JsonValueKind.Array)
            throw new CostMapException($"{name} is no cost map of ours: expected an object with schema_version and an array of models.");
        if (PriceFieldsReader.Whole(version) != CostMapSerializer.SchemaVersion)
            throw new CostMapException($"{name} has schema_version {version}; this program reads {CostMapSerializer.SchemaVersion}.");
        if (list.GetArrayLength() > PricingLimits.ModelsMax)
            throw new CostMapException($"{name} has more than {PricingLimits.ModelsMax} models.");
        var provider = Text(root, "provider");
        var source = Text(root, "source");
        return [.. list.EnumerateArray().Select(model => ReadModel(model, provider, source, name))];
    }

    private static ModelPrices ReadModel(JsonElement model, string provider, string source, string name)
    {
        if (model.ValueKind != JsonValueKind.Object || Text(model, "model") is not { Length: > 0 and <= PricingLimits.NameCharsMax } id)
            throw new CostMapException($"{name}: a model without a name in \"model\".");
        var where = $"{name}: model {id}";
        if (!model.TryGetProperty("prices", out var prices) || prices.ValueKind != JsonValueKind.Array)
            throw new CostMapException($"{where} has no array of prices.");
        var own = Text(model, "provider");
        return new()
        {
            Provider = own.Length > 0 ? own : provider,
            Model = id,
            Aliases = Texts(model, "aliases"),
            Mode = Text(model, "mode"),
            MaxInputTokens = Limit(model, "max_input_tokens"),
            MaxOutputTokens = Limit(model, "max_output_tokens"),
            Info = Info(model, where),
            Rows = [.. prices.EnumerateArray().Select(row => ReadRow(row, source, where))],
        };
    }

    private static PriceRow ReadRow(JsonElement row, string source, string where)
    {
        if (row.ValueKind != JsonValueKind.Object || !row.TryGetProperty("rates", out var rates) || rates.ValueKind != JsonValueKind.Object)
            throw new CostMapException($"{where}: a price without an object of rates.");
        foreach (var member in rates.EnumerateObject())
            if (!PriceFieldsReader.IsPriceField(member.Name)) throw new CostMapException($"{where}: {member.Name} is no price field.");
        var reader = new PriceFieldsReader();
        var fields = reader.Read(rates);
        if (reader.Complaints.Count > 0) throw new CostMapException($"{where}: {string.Join(" ", reader.Complaints)}");
        var own = Text(row, "source");
        return new()
        {
            ValidFrom = Time(row, "valid_from", where),
            ValidTo = Time(row, "valid_to", where),
            KnownSince = Time(row, "known_since", where) ?? throw new CostMapException($"{where}: a price without known_since."),
            Kind = Text(row, "kind") switch
            {
                "" or "price" => PriceKind.Price,
                "correction" => PriceKind.Correction,
                "import" => PriceKind.Import,
                var other => throw new CostMapException($"{where}: kind {other}; expected price, correction or import."),
            },
            Source = own.Length > 0 ? own : source,
            Reason = Text(row, "reason"),
            Prices = fields,
        };
    }

    private static DateTimeOffset? Time(JsonElement row, string field, string where)
    {
        if (Text(row, field) is not { Length: > 0 } text) return null;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw new CostMapException($"{where}: {field} is {text}; expected a date or an RFC 3339 time.");
    }

    private static ModelInfo Info(JsonElement model, string where)
    {
        if (!model.TryGetProperty("info", out var fields) || fields.ValueKind != JsonValueKind.Object) return ModelInfo.None;
        var info = ModelInfo.Of(fields.EnumerateObject());
        return info.IsBounded ? info : throw new CostMapException($"{where}: info has more than {PricingLimits.InfoCharsMax} characters.");
    }

    private static long? Limit(JsonElement model, string field) =>
        model.TryGetProperty(field, out var value) ? PriceFieldsReader.Whole(value) : null;

    private static string Text(JsonElement parent, string field) =>
        parent.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static ImmutableArray<string> Texts(JsonElement parent, string field) =>
        parent.TryGetProperty(field, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)
                .Where(text => text.Length > 0)]
            : [];
}
