using Accounting.Core.Text;

namespace Accounting.LogReading.Inputs;

/// <summary>Files with names like that of one that is not there.</summary>
internal static class NearFiles
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
                .Select(name => (Name: name, Distance: EditDistance.Of(wanted, name, Math.Max(2, wanted.Length / 4))))
                .Where(static candidate => candidate.Distance >= 0)
                .OrderBy(static candidate => candidate.Distance).ThenBy(static candidate => candidate.Name, StringComparer.Ordinal)
                .Take(Shown).Select(static candidate => candidate.Name)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
