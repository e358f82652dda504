namespace Accounting.LogReading.Inputs;

/// <summary>Names like a name that is not there.</summary>
internal static class NearNames
{
    private const int Shown = 3;

    /// <summary>The nearest names beside <paramref name="path"/>, nearest first; none where its folder is missing too.</summary>
    public static IReadOnlyList<string> Of(string path)
    {
        var folder = Path.GetDirectoryName(path);
        if (folder is null || !Directory.Exists(folder)) return [];
        var wanted = Path.GetFileName(path);
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(folder)
                .Take(Limits.NearNameCandidatesMax)
                .Select(static entry => Path.GetFileName(entry))
                .Select(name => (Name: name, Distance: Distance(wanted.ToUpperInvariant(), name.ToUpperInvariant())))
                .Where(candidate => candidate.Distance <= Math.Max(2, wanted.Length / 4))
                .OrderBy(static candidate => candidate.Distance).ThenBy(static candidate => candidate.Name, StringComparer.Ordinal)
                .Take(Shown).Select(candidate => candidate.Name)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    // Levenshtein; names are at most 255 bytes long.
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
