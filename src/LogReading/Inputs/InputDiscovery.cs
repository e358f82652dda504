using Microsoft.Extensions.FileSystemGlobbing;
using Microsoft.Extensions.FileSystemGlobbing.Abstractions;

namespace Accounting.LogReading.Inputs;

/// <summary>
/// Finds what the arguments of a command stand for: files, folders (with all below them, hidden files left out), patterns with <c>*</c>
/// and <c>**</c>,
/// and <c>-</c> for standard input. A file that is named is read whatever it holds; from a folder only logs are taken.
/// </summary>
public sealed class InputDiscovery
{
    /// <summary>The URI of standard input.</summary>
    public const string StdinUri = "stdin:";

    private readonly Dictionary<string, Input> _inputs = new(StringComparer.Ordinal);
    private readonly List<InputProblem> _problems = [];
    private readonly List<string> _notes = [];

    private InputDiscovery()
    {
    }

    /// <summary>Never throws for what an argument says or leads to: that is a problem in the answer.</summary>
    public static InputSet Find(IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var discovery = new InputDiscovery();
        foreach (var argument in arguments) discovery.Add(argument);
        return new(
            [.. discovery._inputs.Values.OrderBy(static input => input.Planned.Uri, StringComparer.Ordinal)],
            discovery._problems,
            discovery._notes);
    }

    private void Add(string argument)
    {
        try
        {
            AddAny(argument);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            Problem(argument, InputProblemKind.Unreadable, $"{argument} cannot be read: {exception.Message}");
        }
    }

    private void AddAny(string argument)
    {
        var path = argument.StartsWith("file:///", StringComparison.Ordinal) ? new Uri(argument).LocalPath : argument;
        if (argument.Length == 0)
            Problem(argument, InputProblemKind.NotFound,
                "An input is an empty text: name a file, a folder, a pattern, or - for standard input.");
        else if (argument == "-") _inputs.TryAdd(StdinUri, Input.StandardInput);
        else if (path.Contains("://", StringComparison.Ordinal))
            Problem(argument, InputProblemKind.NotSupported,
                $"{argument}: inputs at an address cannot be read. Fetch it and bill the file, or pipe it: curl -s URL | accounting bill -");
        else if (Path.Exists(path) || new FileInfo(path).LinkTarget is not null) AddPath(argument, path);
        else if (path.Contains('*', StringComparison.Ordinal)) AddPattern(argument, path);
        else NotFound(argument, path);
    }

    private void AddPath(string argument, string path)
    {
        switch (FileKinds.Of(path))
        {
            case FileKind.Folder:
                AddFolder(argument, RealPath.Of(path));
                break;
            case FileKind.Regular:
                AddFile(argument, path);
                break;
            case var kind:
                var name = kind switch { FileKind.NamedPipe => "a named pipe", FileKind.Socket => "a socket", _ => "a device" };
                Problem(argument, InputProblemKind.NotAFile,
                    $"{argument} is {name}, not a file. Send its data to standard input: accounting bill - < {argument}");
                break;
        }
    }

    private void AddFile(string argument, string path)
    {
        if (_inputs.Count >= Limits.InputsMax)
        {
            if (_problems.TrueForAll(static problem => problem.Kind != InputProblemKind.TooMany))
                Problem(argument, InputProblemKind.TooMany,
                    FormattableString.Invariant($"More than {Limits.InputsMax} inputs from {argument} on: bill them in several commands."));
            return;
        }
        var input = Input.OfFile(RealPath.Of(path));
        if (_inputs.ContainsKey(input.Planned.Uri)) return;
        using (File.OpenHandle(input.Path!))
            _inputs.Add(input.Planned.Uri, input);
    }

    private void AddFolder(string argument, string folder)
    {
        var found = FolderFiles.Below(folder);
        foreach (var log in found.Logs) AddFile(argument, log);
        foreach (var (path, message) in found.Unreadable)
            Problem(argument, InputProblemKind.Unreadable, $"{path} cannot be read: {message} Mend that, or name the files to bill.");
        _notes.AddRange(found.Notes);
        if (found.Logs.Count == 0 && found.Unreadable.Count == 0)
            Problem(argument, InputProblemKind.NoLog,
                $"No log in the folder {argument} nor below it: "
                + "a log is a Parquet file, or a file of JSON lines, plain or packed with gzip, zstd or brotli. "
                + "To bill a file whatever its name is, name it.");
    }

    private void AddPattern(string argument, string pattern)
    {
        var full = Path.GetFullPath(pattern);
        var star = full.IndexOf('*', StringComparison.Ordinal);
        var start = full.LastIndexOf(Path.DirectorySeparatorChar, star) + 1;
        var folder = full[..start];
        if (!Directory.Exists(folder))
        {
            NotFound(argument, folder.TrimEnd(Path.DirectorySeparatorChar));
            return;
        }
        var matcher = new Matcher(StringComparison.Ordinal).AddInclude(full[start..]);
        var matches = matcher.Execute(new DirectoryInfoWrapper(new DirectoryInfo(folder))).Files
            .Where(static match => !match.Path.Split('/').Any(static part => part.StartsWith('.')))
            .Select(match => Path.Combine(folder, match.Path)).ToList();
        foreach (var match in matches) AddPath(match, match);
        if (matches.Count == 0)
            Problem(argument, InputProblemKind.NoLog, $"No file matches {argument} (* stands for any part of a name, ** for any folders).");
    }

    private void NotFound(string argument, string path)
    {
        var full = Path.GetFullPath(path);
        var existing = full;
        while (Path.GetDirectoryName(existing) is { } parent && !Directory.Exists(parent)) existing = parent;
        var near = NearFiles.Of(existing);
        var where = existing == full ? "" : $" (there is no {existing})";
        var hint = near.Count > 0
            ? $" Did you mean {string.Join(", ", near)}?"
            : " Give a file, a folder, a pattern such as logs/**/*.jsonl, or - for standard input.";
        Problem(argument, InputProblemKind.NotFound, $"{argument} does not exist{where}.{hint}");
    }

    private void Problem(string argument, InputProblemKind kind, string message) => _problems.Add(new(argument, kind, message));
}
