using System.Globalization;
using System.Net;
using Accounting.Core.Text;

namespace Accounting.Silo.Configuration;

/// <summary>Reads settings below <c>Silo:</c> and collects what is wrong with them, so that all problems are told at once.</summary>
internal sealed class SettingsReader(IConfiguration configuration)
{
    public const string Root = "Silo";
    private const int NearDistanceMax = 4;

    private readonly List<string> _problems = [];
    private readonly Dictionary<string, string> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>One sentence per problem, in the order of reading.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>The settings that exist, with the text of their defaults.</summary>
    public IReadOnlyDictionary<string, string> Known => _known;

    public string Text(string name, string standard)
    {
        var text = Raw(name, standard.Length == 0 ? "none" : standard);
        return text is null ? standard : text.Trim();
    }

    /// <summary>As <see cref="Text"/>, at most 150 characters of letters, digits, '-', '_' and '.'.</summary>
    public string Name(string name, string standard)
    {
        const int LettersMax = 150; // What the tables of the membership hold.
        var text = Text(name, standard);
        var isName = text.Length is > 0 and <= LettersMax && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');
        if (!isName) Report(name, text, $"a name of at most {LettersMax} letters, digits, '-', '_' and '.'");
        return isName ? text : standard;
    }

    public int Port(string name, int standard) => Number(name, standard, 1, ushort.MaxValue);

    public int Number(string name, int standard, int min, int max, string? standardText = null)
    {
        var text = Raw(name, standardText ?? standard.ToString(CultureInfo.InvariantCulture));
        if (text is null) return standard;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max) return number;
        Report(name, text, string.Create(CultureInfo.InvariantCulture, $"a whole number from {min} to {max}"));
        return standard;
    }

    public bool Switch(string name, bool standard)
    {
        var text = Raw(name, standard ? "true" : "false");
        if (text is null) return standard;
        if (bool.TryParse(text, out var value)) return value;
        Report(name, text, "true or false");
        return standard;
    }

    public TimeSpan Milliseconds(string name, int standard, int min, int max) => TimeSpan.FromMilliseconds(Number(name, standard, min, max));

    /// <summary>An IP address, or null where none is set.</summary>
    public IPAddress? Address(string name, string standardText)
    {
        var text = Raw(name, standardText);
        if (text is null) return null;
        if (IPAddress.TryParse(text, out var address)) return address;
        Report(name, text, "an IP address (of a pod: its status.podIP)");
        return null;
    }

    public void Report(string name, string text, string expected) =>
        _problems.Add($"{Root}:{name} is '{text}'; expected is {expected}.");

    public void Report(string sentence) => _problems.Add(sentence);

    /// <summary>Reports settings below <c>Silo:</c> that nobody has read: most likely a slip of the pen.</summary>
    public void ReportUnknown()
    {
        foreach (var (path, value) in configuration.GetSection(Root).AsEnumerable(makePathsRelative: true))
        {
            if (value is null || path.Length == 0 || _known.ContainsKey(path)) continue;
            var near = _known.Keys.MinBy(name => EditDistance.Of(name, path, NearDistanceMax) is var distance and >= 0 ? distance : int.MaxValue);
            var isNear = near is not null && EditDistance.Of(near, path, NearDistanceMax) >= 0;
            _problems.Add($"{Root}:{path} is not a setting.{(isNear ? $" Is {Root}:{near} meant?" : " src/Silo/README.md lists them.")}");
        }
    }

    private string? Raw(string name, string standardText)
    {
        _known.Add(name, standardText);
        return configuration[$"{Root}:{name}"] is { Length: > 0 } text ? text : null;
    }
}
