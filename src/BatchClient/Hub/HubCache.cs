using System.Text.Json;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Http;

namespace Accounting.BatchClient.Hub;

/// <summary>
/// Files of the hub on this machine: the contents by their SHA-256, and for each repository, revision and file a note of which it is.
/// Contents are checked whenever they are read; a damaged one is as good as none.
/// </summary>
internal sealed class HubCache
{
    private const int NoteBytesMax = 1 << 16;
    private static readonly TimeSpan LockPoll = TimeSpan.FromMilliseconds(100);

    private readonly string _folder;

    public HubCache(HubSettings settings) =>
        _folder = Path.Combine(
            settings.CacheFolder, $"{settings.Url.Host}_{settings.Url.Port}{settings.Url.AbsolutePath.TrimEnd('/').Replace('/', '_')}");

    /// <summary>Waits until no other process downloads into this cache's folder for the repository.</summary>
    /// <exception cref="UserException">That lasts too long, or the folder cannot be written.</exception>
    public async Task<IDisposable> LockAsync(HubName name, HubLimits limits, TimeProvider time, CancellationToken cancellationToken)
    {
        var path = Path.Combine(FolderOf(name), "lock");
        var start = time.GetTimestamp();
        try
        {
            Directory.CreateDirectory(FolderOf(name));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UserException(
                $"The cache '{_folder}' cannot be written: {exception.Message} Name another folder in ACCOUNTING_HUB_CACHE.", exception);
        }
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException exception)
            {
                if (time.GetElapsedTime(start) > limits.LockMax)
                    throw new UserException(
                        $"Another process has held '{path}' for more than {limits.LockMax.TotalMinutes:0} minutes. End it, or try again later.", exception);
            }
            await Task.Delay(LockPoll, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The content that is kept for a file; null where there is none, or it is damaged.</summary>
    public byte[]? Find(HubName name, string file)
    {
        var note = NotePath(name, file);
        if (!File.Exists(note) || new FileInfo(note).Length > NoteBytesMax) return null;
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(note));
            var sha256 = json.RootElement.GetProperty("sha256").GetString();
            if (FileDigest.Parse(sha256).Value is null) return null;
            var path = BlobPath(sha256!);
            if (!File.Exists(path)) return null;
            var content = File.ReadAllBytes(path);
            return FileDigest.Sha256(content) == sha256 ? content : null;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Keeps a content.</summary>
    public void Keep(HubName name, string file, HubAnswer answer)
    {
        var sha256 = FileDigest.Sha256(answer.Content);
        CacheFolders.Write(BlobPath(sha256), answer.Content);
        var note = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string?>
        {
            ["repository"] = name.Repository,
            ["revision"] = name.Revision,
            ["file"] = file,
            ["sha256"] = sha256,
            ["digest"] = answer.Digest.Value,
            ["commit"] = answer.Commit,
        });
        CacheFolders.Write(NotePath(name, file), note);
    }

    public HubPart PartOf(HubName name, string file) => new(NotePath(name, file) + ".part");

    private string FolderOf(HubName name) => Path.Combine(_folder, name.Repository.Replace("/", "--", StringComparison.Ordinal));

    private string NotePath(HubName name, string file) =>
        Path.Combine(FolderOf(name), $"{Uri.EscapeDataString(name.Revision)}.{file}.json");

    private string BlobPath(string sha256) => Path.Combine(_folder, "contents", sha256);
}
