using System.Text.Json;
using Accounting.Core.Pricing.Agreements;

namespace Accounting.Core.Pricing.Import;

/// <summary>
/// Reads the entries of LiteLLM's <c>model_prices_and_context_window.json</c>; of two with one name the last counts, as in most parsers.
/// </summary>
internal sealed class LiteLlmMap
{
    private readonly Dictionary<string, ImportedModel> _byName = new(StringComparer.Ordinal);

    public List<PriceProblem> Problems { get; } = [];
    public IReadOnlyCollection<ImportedModel> Models => _byName.Values;

    /// <summary>False where the text is no map at all; <see cref="Problems"/> says why.</summary>
    public bool TryRead(ReadOnlyMemory<byte> json)
    {
        if (json.Length > PricingLimits.MapBytesMax) return NotReadable($"The map is larger than {PricingLimits.MapBytesMax} bytes.");
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? ReadEntries(document.RootElement)
                : NotReadable("The map is no JSON object of models by name.");
        }
        catch (JsonException exception)
        {
            var (line, position) = (exception.LineNumber + 1, exception.BytePositionInLine + 1);
            return NotReadable($"The map is not valid JSON: line {line}, byte {position}. Nothing was imported.");
        }
    }

    private bool ReadEntries(JsonElement root)
    {
        foreach (var member in root.EnumerateObject())
        {
            if (member.Name is "sample_spec" or "fallback_generalizations") continue;
            if (_byName.Count == PricingLimits.ModelsMax) return NotReadable($"The map has more than {PricingLimits.ModelsMax} models.");
            if (member.Value.ValueKind != JsonValueKind.Object || member.Name.Length is 0 or > PricingLimits.NameCharsMax)
            {
                Problems.Add(new(PriceProblemKind.NotANumber, member.Name, "", $"{member.Name} is no object of prices; it is left out."));
                continue;
            }
            if (Agreement.IsReserved(member.Name) || member.Value.TryGetProperty("mode", out var mode) && mode.ValueEquals(Agreement.Mode))
            {
                Problems.Add(new(PriceProblemKind.Reserved, member.Name, "", $"{member.Name} is no model but what was agreed with a tenant, which no price list says; it is left out."));
                continue;
            }
            Add(ImportedModel.Of(member.Name, member.Value));
        }
        return true;
    }

    private void Add(ImportedModel model)
    {
        if (_byName.TryGetValue(model.Name, out var first) && !first.Prices.SameAs(model.Prices))
            Problems.Add(new(PriceProblemKind.DuplicateModel, model.Name, "",
                $"{model.Name} stands twice in the map, with different prices. Remove one of them, "
                + "or force the import: then the last one counts."));
        _byName[model.Name] = model;
    }

    private bool NotReadable(string message)
    {
        Problems.Add(new(PriceProblemKind.NotReadable, "", "", message));
        return false;
    }
}
