using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Accounting.BatchClient.Terminal;

namespace Accounting.BatchClient.CommandLine;

/// <summary>
/// Where a value comes from that was not given on the command line: flag, else <c>ACCOUNTING_&lt;NAME&gt;</c>, else <c>accounting.json</c>
/// in the working folder, else the default.
/// </summary>
internal sealed class Settings
{
    public const string FileName = "accounting.json";

    /// <summary>
    /// The option names (without dashes) that can be set: <c>chunk-bytes</c> is <c>ACCOUNTING_CHUNK_BYTES</c> and <c>chunk_bytes</c>.
    /// </summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "ledger", "format", "timezone", "tenant", "tenant-from", "model-from", "time-from", "input-format", "usage", "workers", "chunk-bytes", "count-timeout", "quarantine",
        "cluster", "cluster-id", "service-id", "hub-url", "hub-mirror", "hub-token", "hub-cache", "offline",
        "cost-map-url", "cost-map-cache", "local-cost-map",
    ];

    private const int FileBytesMax = 1 << 20;

    private readonly CommandContext _context;
    private readonly Lazy<Dictionary<string, string>> _file;

    public Settings(CommandContext context)
    {
        _context = context;
        _file = new(ReadFile);
    }

    /// <summary>The option's value if it was typed, else the setting of its name, else null.</summary>
    public string? Text(ParseResult parse, Option<string?> option)
    {
        var name = option.Name.TrimStart('-');
        return parse.GetResult(option) is { Implicit: false } ? parse.GetValue(option) : Text(name);
    }

    /// <summary>The setting from the environment or the file. An empty variable counts as not set.</summary>
    public string? Text(string name)
    {
        if (_context.Environment(VariableOf(name)) is { Length: > 0 } value) return value;
        return _file.Value.GetValueOrDefault(KeyOf(name));
    }

    /// <summary>A whole number of at least <paramref name="minimum"/>, with the source of a wrong one named.</summary>
    public int? Number(ParseResult parse, Option<int?> option, int minimum)
    {
        var name = option.Name.TrimStart('-');
        var typed = parse.GetResult(option) is { Implicit: false };
        var number = typed ? parse.GetValue(option) : Text(name) is { } text ? ParseNumber(name, text) : null;
        if (number < minimum)
            throw UserException.WrongUsage(
                $"{(typed ? option.Name : VariableOf(name))} is {number}; expected a whole number of at least {minimum}.");
        return number;
    }

    private static int ParseNumber(string name, string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw UserException.WrongUsage(
                $"The setting {VariableOf(name)} (or '{KeyOf(name)}' in {FileName}) is '{text}'; expected a whole number.");

    private static string VariableOf(string name) => "ACCOUNTING_" + KeyOf(name).ToUpperInvariant();

    private static string KeyOf(string name) => name.Replace('-', '_');

    private Dictionary<string, string> ReadFile()
    {
        var path = Path.Combine(_context.WorkingFolder, FileName);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!File.Exists(path)) return values;
        if (new FileInfo(path).Length > FileBytesMax)
            throw new UserException($"{path} is larger than 1 MiB. Expected a small JSON object of settings.");
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new UserException($"{path} holds no JSON object. Expected {{\"ledger\": \"…\", …}}.");
            foreach (var property in document.RootElement.EnumerateObject()) values[Known(property.Name, path)] = ValueOf(property, path);
            return values;
        }
        catch (JsonException exception)
        {
            throw new UserException($"{path}, line {exception.LineNumber + 1}: not valid JSON. Correct the file or remove it.", exception);
        }
    }

    private static string Known(string key, string path)
    {
        var keys = Names.Select(KeyOf).ToList();
        return keys.Contains(key) ? key : throw new UserException(
            $"{path}: unknown setting '{key}'.{NearNames.Suggestion(key, keys)} Settings: {string.Join(", ", keys)}.");
    }

    private static string ValueOf(JsonProperty property, string path) => property.Value.ValueKind switch
    {
        JsonValueKind.String => property.Value.GetString()!,
        JsonValueKind.Number => property.Value.GetRawText(),
        _ => throw new UserException($"{path}: the setting '{property.Name}' is {property.Value.ValueKind}; expected a text or a number."),
    };
}
