namespace Accounting.LogReading.Inputs;

/// <summary>A path with all links followed: one file has one name, however it was given.</summary>
public static class RealPath
{
    // What Linux allows (ELOOP beyond).
    private const int LinksMax = 40;

    /// <exception cref="IOException">The links lead in a circle.</exception>
    public static string Of(string path)
    {
        var rest = new Stack<string>(PartsFromTheEnd(Path.GetFullPath(path)));
        var real = Path.GetPathRoot(Path.GetFullPath(path))!;
        var links = 0;
        while (rest.TryPop(out var part))
        {
            var next = Path.GetFullPath(Path.Combine(real, part));
            var target = new FileInfo(next).LinkTarget;
            if (target is null)
            {
                real = next;
                continue;
            }
            if (++links > LinksMax) throw new IOException($"Its links lead in a circle: {path}");
            if (Path.IsPathRooted(target)) real = Path.GetPathRoot(target)!;
            foreach (var piece in PartsFromTheEnd(target)) rest.Push(piece);
        }
        return real;
    }

    private static IEnumerable<string> PartsFromTheEnd(string path) =>
        path.Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries).Reverse();
}
