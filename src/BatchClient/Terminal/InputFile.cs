using Accounting.BatchClient.CommandLine;

namespace Accounting.BatchClient.Terminal;

/// <summary>Opens a file that somebody named on the command line.</summary>
internal static class InputFile
{
    /// <exception cref="UserException">There is none, or it may not be read.</exception>
    public static FileStream Open(string name, CommandContext context)
    {
        var path = context.PathOf(name);
        if (Directory.Exists(path)) throw new UserException($"'{path}' is a folder. Expected a file.");
        try
        {
            return new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UserException(
                $"There is no file '{path}'. Check the name; relative names start at {context.WorkingFolder}.", exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new UserException($"The file '{path}' may not be read by this user.", exception);
        }
    }

    /// <summary>The whole file, where it is not larger than <paramref name="bytesMax"/>.</summary>
    /// <exception cref="UserException">There is none, it may not be read, or it is too large.</exception>
    public static byte[] ReadAll(string name, long bytesMax, CommandContext context)
    {
        using var file = Open(name, context);
        if (file.Length > bytesMax) throw new UserException($"'{file.Name}' has {file.Length:N0} bytes. Expected at most {bytesMax:N0}.");
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
