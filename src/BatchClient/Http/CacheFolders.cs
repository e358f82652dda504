using Accounting.BatchClient.Terminal;

namespace Accounting.BatchClient.Http;

/// <summary>Where downloads are kept on this machine.</summary>
internal static class CacheFolders
{
    /// <summary>The user's cache folder for a kind of downloads.</summary>
    public static string Of(CommandContext context, string kind)
    {
        var caches = context.Environment("XDG_CACHE_HOME") is { Length: > 0 } folder ? folder
            : context.Environment("HOME") is { Length: > 0 } home ? Path.Combine(home, ".cache")
            : Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        return Path.Combine(caches, "accounting", kind);
    }

    /// <summary>Writes a file under another name first, so that it is never half there.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var unfinished = $"{path}.{Environment.ProcessId}.new";
        File.WriteAllBytes(unfinished, content);
        File.Move(unfinished, path, overwrite: true);
    }
}
