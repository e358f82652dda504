using Accounting.Core.Text;

namespace Accounting.BatchClient.CommandLine;

/// <summary>Finds what somebody who typed an unknown name may have meant.</summary>
internal static class NearNames
{
    /// <summary>
    /// At most <paramref name="count"/> of <paramref name="names"/> that differ from <paramref name="typed"/> by a third of their letters
    /// or less, or contain it; nearest first.
    /// </summary>
    public static IReadOnlyList<string> Of(string typed, IEnumerable<string> names, int count = 3) =>
        [.. names.Distinct(StringComparer.Ordinal)
            .Select(name => (Name: name, Distance: Distance(typed, name)))
            .Where(near => near.Distance >= 0)
            .OrderBy(near => near.Distance).ThenBy(near => near.Name, StringComparer.Ordinal)
            .Take(count).Select(near => near.Name)];

    /// <summary><c> Did you mean 'a' or 'b'?</c>, or nothing where no name is near.</summary>
    public static string Suggestion(string typed, IEnumerable<string> names)
    {
        var near = Of(typed, names);
        return near.Count == 0 ? "" : $" Did you mean {string.Join(" or ", near.Select(name => $"'{name}'"))}?";
    }

    private static int Distance(string typed, string name)
    {
        if (typed.Length >= 3 && name.Contains(typed, StringComparison.OrdinalIgnoreCase)) return 1;
        return EditDistance.Of(typed, name, Math.Max(1, Math.Min(typed.Length, name.Length) / 3));
    }
}
