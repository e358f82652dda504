using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;

namespace Accounting.Core.Pricing.Versions;

/// <summary>
/// The stored form of a version: whole, or what it adds to another one. A byte for the form (2); one for the number of versions up to a whole one; two for
/// the length of the base's name (0: whole), lowest first; the name in UTF-8; gzipped JSON in our own form (<see cref="CostMapSerializer"/>). What begins
/// with gzip's own mark is a whole map of form 1.
/// </summary>
internal static class StoredMapContent
{
    private const byte Form = 2;
    private const byte GzipMark = 0x1f;
    private const int HeaderBytes = 4;

    public static byte[] Write(IReadOnlyList<ModelPrices> models, string? baseVersion, int depth)
    {
        var name = Encoding.UTF8.GetBytes(baseVersion ?? "");
        using var content = new MemoryStream();
        content.Write([Form, (byte)depth, (byte)(name.Length & 0xff), (byte)(name.Length >> 8)]);
        content.Write(name);
        using (var zip = new GZipStream(content, CompressionLevel.Optimal, leaveOpen: true)) zip.Write(CostMapSerializer.Write([.. models]));
        return content.ToArray();
    }

    /// <exception cref="InvalidDataException">It is damaged, or beyond <see cref="PricingLimits.MapBytesMax"/>.</exception>
    public static (ImmutableArray<ModelPrices> Models, string? BaseVersion) Read(ReadOnlyMemory<byte> stored, string name)
    {
        var bytes = stored.Span;
        if (bytes.Length > 0 && bytes[0] == GzipMark) return (Unzip(stored, name), null);
        if (bytes.Length < HeaderBytes || bytes[0] != Form) throw new InvalidDataException($"{name} is in no known form.");
        var end = HeaderBytes + bytes[2] + (bytes[3] << 8);
        if (end > bytes.Length) throw new InvalidDataException($"{name} is cut off.");
        var baseVersion = Encoding.UTF8.GetString(bytes[HeaderBytes..end]);
        return (Unzip(stored[end..], name), baseVersion.Length > 0 ? baseVersion : null);
    }

    /// <summary>How many versions lie between it and a whole one.</summary>
    public static int DepthOf(ReadOnlyMemory<byte> stored) => stored.Span is [Form, var depth, ..] ? depth : 0;

    private static ImmutableArray<ModelPrices> Unzip(ReadOnlyMemory<byte> zipped, string name)
    {
        using var zip = new GZipStream(new MemoryStream(zipped.ToArray()), CompressionMode.Decompress);
        var json = new byte[PricingLimits.MapBytesMax + 1];
        var length = zip.ReadAtLeast(json, json.Length, throwOnEndOfStream: false);
        return length <= PricingLimits.MapBytesMax ? CostMapSerializer.Read(json.AsSpan(0, length).ToArray(), name)
            : throw new InvalidDataException($"{name} is larger than {PricingLimits.MapBytesMax} bytes.");
    }
}
