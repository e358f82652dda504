using System.Text.Json;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Terminal;
using Accounting.Core.Reconciling;

namespace Accounting.BatchClient.Reconcile;

/// <summary>A person's mapping for exports that are not known (<c>--map</c>): a JSON object that names fields.</summary>
internal static class MappingFile
{
    private const long BytesMax = 1 << 20;

    private static readonly string[] Texts = ["rows", "day", "model", "amount", "amount_unit", "currency", "calls", "batch"];

    /// <exception cref="UserException">The file cannot be used; the message says where and why.</exception>
    public static ExportMapping Read(string name, CommandContext context)
    {
        var bytes = InputFile.ReadAll(name, BytesMax, context);
        try
        {
            using var document = JsonDocument.Parse(bytes, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return Of(document.RootElement, name);
        }
        catch (JsonException exception)
        {
            throw new UserException($"{name}, line {exception.LineNumber + 1}: not valid JSON. Correct the file.", exception);
        }
    }

    private static ExportMapping Of(JsonElement root, string file)
    {
        if (root.ValueKind != JsonValueKind.Object) throw Wrong(file, "it holds no JSON object");
        foreach (var property in root.EnumerateObject())
            if (property.Name != "tokens" && property.Name != "input_includes_cache" && !Texts.Contains(property.Name))
                throw Wrong(file, $"'{property.Name}' is unknown.{NearNames.Suggestion(property.Name, Texts)}");
        if (Text(root, "day", file) is not { } day || Text(root, "model", file) is not { } model)
            throw Wrong(file, "it names no field for the day, or none for the model");
        var unit = Text(root, "amount_unit", file) ?? "usd";
        if (unit is not ("usd" or "cents")) throw Wrong(file, $"the amount_unit '{unit}' is unknown: usd or cents");
        var mapping = new ExportMapping
        {
            Name = $"the export that {file} describes",
            Rows = Text(root, "rows", file) ?? "",
            Day = [day],
            Model = [model],
            Amount = Fields(root, "amount", file),
            AmountIsCents = unit == "cents",
            Currency = Fields(root, "currency", file),
            Calls = Fields(root, "calls", file),
            Batch = Fields(root, "batch", file),
            Tokens = Tokens(root, file),
            InputIncludesCache = root.TryGetProperty("input_includes_cache", out var includes) && includes.ValueKind == JsonValueKind.True,
        };
        return mapping.Amount.Count > 0 || mapping.Tokens.Count > 0 ? mapping : throw Wrong(file, "it names neither amounts nor tokens: there is nothing to compare");
    }

    private static Dictionary<UsageGroup, IReadOnlyList<string>> Tokens(JsonElement root, string file)
    {
        var tokens = new Dictionary<UsageGroup, IReadOnlyList<string>>();
        if (!root.TryGetProperty("tokens", out var element)) return tokens;
        if (element.ValueKind != JsonValueKind.Object) throw Wrong(file, "tokens is no object of names and fields");
        foreach (var property in element.EnumerateObject())
        {
            var names = UsageGroups.All.Select(UsageGroups.NameOf).ToList();
            var place = names.IndexOf(property.Name);
            if (place < 0)
                throw Wrong(file, $"the tokens '{property.Name}' are unknown.{NearNames.Suggestion(property.Name, names)} Known are {string.Join(", ", names)}");
            tokens[UsageGroups.All[place]] = [Text(element, property.Name, file)!];
        }
        return tokens;
    }

    private static IReadOnlyList<string> Fields(JsonElement root, string name, string file) => Text(root, name, file) is { } field ? [field] : [];

    private static string? Text(JsonElement root, string name, string file)
    {
        if (!root.TryGetProperty(name, out var value)) return null;
        return value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : throw Wrong(file, $"'{name}' is no text that names a field");
    }

    private static UserException Wrong(string file, string what) => new(
        $"The mapping {file} cannot be used: {what}. "
        + """
        Expected e.g. {"day": "date", "model": "model", "amount": "cost", "amount_unit": "usd", "calls": "requests", "tokens": {"input_tokens": "in", "output_tokens": "out"}}.
        """);
}
