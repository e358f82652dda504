using System.Text;
using System.Text.Json;
using Accounting.BatchClient.Http;
using Accounting.BatchClient.Hub;

namespace Accounting.BatchClient.Models.Remote;

/// <summary>
/// The last list that came from each address and could be used, with the server's tag for it: so the next question need not fetch it again.
/// Checked whenever it is read; a damaged one is as good as none.
/// </summary>
internal sealed class PriceListCache(string folder)
{
    private const int NoteBytesMax = 1 << 16;

    public PriceList? Find(Uri address)
    {
        var note = PathOf(address, "json");
        if (!File.Exists(note) || new FileInfo(note).Length > NoteBytesMax || !File.Exists(PathOf(address, "list"))) return null;
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(note));
            var (tag, sha256) = (json.RootElement.GetProperty("etag").GetString(), json.RootElement.GetProperty("sha256").GetString());
            var content = File.ReadAllBytes(PathOf(address, "list"));
            return FileDigest.Sha256(content) == sha256 ? new(content, tag, false) : null;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or IOException)
        {
            return null;
        }
    }

    /// <summary>Keeps a list that the server has a tag for. A folder that cannot be written costs the next fetch, nothing else.</summary>
    public void Keep(Uri address, PriceList list)
    {
        if (!list.IsNew || list.EntityTag is null) return;
        var note = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string>
        {
            ["address"] = address.ToString(), ["etag"] = list.EntityTag, ["sha256"] = FileDigest.Sha256(list.Content),
        });
        try
        {
            CacheFolders.Write(PathOf(address, "list"), list.Content);
            CacheFolders.Write(PathOf(address, "json"), note);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The list is imported all the same.
        }
    }

    private string PathOf(Uri address, string kind) => Path.Combine(folder, $"{FileDigest.Sha256(Encoding.UTF8.GetBytes(address.ToString()))}.{kind}");
}
