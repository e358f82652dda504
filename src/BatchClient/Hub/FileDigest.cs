using System.Security.Cryptography;
using System.Text;

namespace Accounting.BatchClient.Hub;

/// <summary>
/// What the hub says a file's content is: the SHA-256 of large files (<c>X-Linked-Etag</c>), the git blob id of others (<c>ETag</c>), or
/// nothing that can be checked.
/// </summary>
internal readonly record struct FileDigest(string? Value)
{
    private const int Sha256Digits = 64, GitDigits = 40;

    /// <summary>The digest in an entity tag; without value where it holds none.</summary>
    public static FileDigest Parse(string? entityTag)
    {
        var text = entityTag?.Trim();
        if (text is not null && text.StartsWith("W/", StringComparison.Ordinal)) text = text[2..];
        text = text?.Trim('"');
        return new(text is { Length: Sha256Digits or GitDigits } && text.All(char.IsAsciiHexDigitLower) ? text : null);
    }

    /// <summary>Whether the content is what was promised; true where nothing was.</summary>
    public bool Fits(ReadOnlySpan<byte> content) =>
        Value is null || Value == (Value.Length == GitDigits ? GitBlob(content) : Sha256(content));

    public static string Sha256(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>Git names content by its SHA-1, and so does the hub: it tells damage, not forgery.</summary>
#pragma warning disable CA5350 // The id is what it is; whoever could forge it could forge the answer that names it.
    private static string GitBlob(ReadOnlySpan<byte> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        hash.AppendData(Encoding.ASCII.GetBytes($"blob {content.Length}\0"));
        hash.AppendData(content);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
#pragma warning restore CA5350
}
