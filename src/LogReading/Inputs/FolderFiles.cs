namespace Accounting.LogReading.Inputs;

/// <summary>Finds the logs below a folder: by content, among the files whose names do not say that they are something else.</summary>
internal sealed class FolderFiles
{
    private static readonly HashSet<string> Endings = new(StringComparer.OrdinalIgnoreCase)
    {
        "", ".jsonl", ".ndjson", ".json", ".log", ".txt", ".gz", ".zst", ".br", ".parquet", ".csv", ".tsv",
    };

    private readonly List<string> _logs = [];
    private readonly List<string> _notes = [];
    private readonly List<(string Path, string Message)> _unreadable = [];
    private int _notesLeftOut;

    private FolderFiles()
    {
    }

    public IReadOnlyList<string> Logs => _logs;
    public IReadOnlyList<(string Path, string Message)> Unreadable => _unreadable;

    public IEnumerable<string> Notes => _notesLeftOut == 0
        ? _notes
        : _notes.Append(FormattableString.Invariant($"left out {_notesLeftOut} more files that are no logs"));

    public static FolderFiles Below(string folder)
    {
        var found = new FolderFiles();
        var folders = new Stack<string>([folder]);
        while (folders.TryPop(out var next)) found.Scan(next, folders);
        return found;
    }

    private void Scan(string folder, Stack<string> folders)
    {
        try
        {
            var entries = new DirectoryInfo(folder).EnumerateFileSystemInfos();
            foreach (var entry in entries.OrderBy(static entry => entry.Name, StringComparer.Ordinal))
            {
                if (entry.Name.StartsWith('.')) continue;
                if (entry is not DirectoryInfo) Take(entry.FullName);
                else if (entry.LinkTarget is null) folders.Push(entry.FullName);
                else Note($"left out {entry.FullName}: a link to a folder (name it to have it read)");
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _unreadable.Add((folder, exception.Message));
        }
    }

    private void Take(string path)
    {
        // app.log.1, app.log-20261001: rotated logs.
        var ending = Path.GetExtension(path).Split('-')[0];
        if (!Endings.Contains(ending) && ending.AsSpan(1).ContainsAnyExceptInRange('0', '9'))
        {
            Note($"left out {path}: its name does not say that it is a log (name it to have it read)");
            return;
        }
        if (FileKinds.Of(path) is not FileKind.Regular)
        {
            Note($"left out {path}: not a regular file");
            return;
        }
        try
        {
            if (LogSniffer.WhyNoLog(path) is { } reason) Note($"left out {path}: {reason}");
            else _logs.Add(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _unreadable.Add((path, exception.Message));
        }
    }

    private void Note(string note)
    {
        if (_notes.Count < Limits.NotesMax) _notes.Add(note);
        else _notesLeftOut++;
    }
}
