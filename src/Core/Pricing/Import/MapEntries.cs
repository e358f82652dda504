using System.Text.Json;
using Accounting.Core.Pricing.Agreements;

namespace Accounting.Core.Pricing.Import;

/// <summary>The entries of a cost map in another program's form, as they are read one by one; of two with one name the last counts.</summary>
internal sealed class MapEntries
{
    private readonly Dictionary<string, ImportedModel> _byName = new(StringComparer.Ordinal);

    public List<PriceProblem> Problems { get; } = [];
    public List<PriceProblem> Notices { get; } = [];
    public IReadOnlyCollection<ImportedModel> Models => _byName.Values;

    /// <summary>What is written behind the source of each row, so that lists of one form are told from those of another.</summary>
    public string FormMark { get; private set; } = "";

    /// <summary>Reads a map: an array of providers is genai-prices' form, an object of models is LiteLLM's.</summary>
    /// <param name="json">UTF-8.</param>
    /// <param name="withInfo">Whether what is no price is wanted.</param>
    /// <returns>False where the text is no map at all; <see cref="Problems"/> says why.</returns>
    public bool TryRead(ReadOnlyMemory<byte> json, bool withInfo = false)
    {
        if (json.Length > PricingLimits.MapBytesMax) return NotReadable($"The map is larger than {PricingLimits.MapBytesMax} bytes.");
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            return root.ValueKind switch
            {
                JsonValueKind.Object => LiteLlmMap.Read(root, this, withInfo),
                JsonValueKind.Array => ReadGenAi(root),
                _ => NotReadable("The map is no JSON object of models by name, and no list of providers with their models."),
            };
        }
        catch (JsonException exception)
        {
            var (line, position) = (exception.LineNumber + 1, exception.BytePositionInLine + 1);
            return NotReadable($"The map is not valid JSON: line {line}, byte {position}. Nothing was imported.");
        }
        catch (InvalidOperationException)
        {
            // What System.Text.Json says of an escape such as \ud800, which is half a character.
            return NotReadable("The map holds a name or a text with half a character (\\ud800 to \\udfff alone). Nothing was imported.");
        }
    }

    private bool ReadGenAi(JsonElement root)
    {
        FormMark = GenAiMap.FormMark;
        return GenAiMap.Read(root, this);
    }

    /// <summary>False where there are too many.</summary>
    public bool TryAdd(ImportedModel model)
    {
        if (_byName.Count == PricingLimits.ModelsMax) return NotReadable($"The map has more than {PricingLimits.ModelsMax} models.");
        if (Agreement.IsReserved(model.Model.Model) || model.Model.Mode == Agreement.Mode)
        {
            Problems.Add(new(PriceProblemKind.Reserved, model.Name, "",
                $"{model.Name} is no model but what was agreed with a tenant, which no price list says; it is left out."));
            return true;
        }
        if (_byName.TryGetValue(model.Name, out var first) && !first.SamePrices(model))
            Problems.Add(new(PriceProblemKind.DuplicateModel, model.Name, "",
                $"{model.Name} stands twice in the map, with different prices. Remove one of them, "
                + "or force the import: then the last one counts."));
        _byName[model.Name] = model;
        return true;
    }

    /// <summary>An entry that is none, which is left out.</summary>
    public void Skip(string name, string what) => Problems.Add(new(PriceProblemKind.NotANumber, name, "", $"{name} is {what}; it is left out."));

    public bool NotReadable(string message)
    {
        Problems.Add(new(PriceProblemKind.NotReadable, "", "", message));
        return false;
    }
}
