using System.Net.Http.Headers;

namespace Accounting.BatchClient.Hub;

/// <summary>The begin of a file that has come so far, with the digest of the whole file beside it. Used under the cache's lock.</summary>
internal sealed class HubPart(string path)
{
    private readonly string _digestPath = path + ".digest";

    /// <summary>Bytes that are there and can be gone on from.</summary>
    public long Length => KnownDigest.Value is null || !File.Exists(path) ? 0 : new FileInfo(path).Length;

    private FileDigest KnownDigest => File.Exists(_digestPath) ? FileDigest.Parse(File.ReadAllText(_digestPath)) : default;

    /// <summary>Begins anew; with a digest, what comes now can be gone on from later.</summary>
    public void Restart(FileDigest digest)
    {
        File.Delete(path);
        if (digest.Value is null) File.Delete(_digestPath);
        else File.WriteAllText(_digestPath, digest.Value);
    }

    /// <summary>Whether an answer is the rest of the same file.</summary>
    public bool Continues(FileDigest digest, ContentRangeHeaderValue? range) =>
        digest.Value is not null && digest == KnownDigest && range?.From == Length;

    public FileStream Open() => new(path, FileMode.Append, FileAccess.Write, FileShare.None);

    /// <summary>The whole content; the part is gone then.</summary>
    public byte[] Take()
    {
        var content = File.ReadAllBytes(path);
        File.Delete(path);
        File.Delete(_digestPath);
        return content;
    }
}
