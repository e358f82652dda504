using System.Text.RegularExpressions;

namespace Accounting.Core.Reconciling;

/// <summary>Brings the names that a log and an invoice have for one model together.</summary>
public sealed partial class ItemNames(Func<string, string?> resolve)
{
    private readonly Dictionary<string, (string Name, bool IsKnown)> _names = new(StringComparer.Ordinal);

    /// <summary>The cost map's name of what an invoice names (<c>gpt-4o-2024-08-06, input</c>, <c>Claude Haiku 4.5</c>); its own where none is known.</summary>
    public (string Name, bool IsKnown) Of(string item)
    {
        if (_names.TryGetValue(item, out var known)) return known;
        var found = Candidates(item).Select(resolve).FirstOrDefault(name => name is not null);
        return _names[item] = (found ?? item, found is not null);
    }

    /// <summary>
    /// Which name of ours stands for one of theirs: a model that one side names with a date and the other without, where nothing else is meant.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Pairs(IReadOnlyCollection<string> ours, IReadOnlyCollection<string> theirs)
    {
        var (own, other) = (ours.Except(theirs).ToLookup(Undated, StringComparer.Ordinal), theirs.Except(ours).ToLookup(Undated, StringComparer.Ordinal));
        return own.Where(name => name.Count() == 1 && other[name.Key].Count() == 1)
            .ToDictionary(name => other[name.Key].First(), name => name.First(), StringComparer.Ordinal);
    }

    private static IEnumerable<string> Candidates(string item)
    {
        yield return item;
        var end = item.IndexOfAny([',', '|']);
        var name = (end < 0 ? item : item[..end]).Trim();
        yield return name;
        // A display name: Claude Haiku 4.5.
        yield return name.ToLowerInvariant().Replace(' ', '-').Replace('.', '-');
        yield return name.ToLowerInvariant().Replace(' ', '-');
    }

    private static string Undated(string name) => Date().Replace(name, "");

    [GeneratedRegex(@"-(\d{4}-\d{2}-\d{2}|\d{8}|latest)$", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Date();
}
