using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;

namespace Accounting.Core.Pricing.Versions;

/// <summary>
/// The stored form of a version: whole, or what it adds to the one before. A byte for the form (2); one for the number of versions up to a
/// whole one (0: this is whole); two for the length of the name of the version before (0: there is none), lowest first; the name in UTF-8;
/// gzipped JSON in our own form (<see cref="CostMapSerializer"/>). What begins with gzip's own mark is a whole map of form 1, which names
/// none.
/// </summary>
/// <param name="Models">The map, or what it adds.</param>
/// <param name="IsWhole">Which of both.</param>
/// <param name="Previous">The version that was the newest before it; null where it is not known.</param>
internal sealed record StoredMapContent(ImmutableArray<ModelPrices> Models, bool IsWhole, string? Previous)
{
    private const byte Form = 2;
    private const byte GzipMark = 0x1f;
    private const int HeaderBytes = 4;
    private const int BlockBytes = 64 * 1024;

    /// <param name="models">The map, or what it adds.</param>
    /// <param name="depth">0: the map.</param>
    /// <param name="previous">The newest version before it, if any.</param>
    public static byte[] Write(IReadOnlyList<ModelPrices> models, int depth, string? previous)
    {
        var name = Encoding.UTF8.GetBytes(previous ?? "");
        using var content = new MemoryStream();
        content.Write([Form, (byte)depth, (byte)(name.Length & 0xff), (byte)(name.Length >> 8)]);
        content.Write(name);
        using (var zip = new GZipStream(content, CompressionLevel.Optimal, leaveOpen: true)) zip.Write(CostMapSerializer.Write([.. models]));
        return content.ToArray();
    }

    /// <exception cref="InvalidDataException">It is damaged, or beyond <see cref="PricingLimits.MapBytesMax"/>.</exception>
    /// <exception cref="CostMapException">What is in it is no cost map of ours.</exception>
    public static StoredMapContent Read(ReadOnlyMemory<byte> stored, string name)
    {
        var bytes = stored.Span;
        if (bytes.Length > 0 && bytes[0] == GzipMark) return new(Unzip(stored, name), true, null);
        if (bytes.Length < HeaderBytes || bytes[0] != Form) throw new InvalidDataException($"{name} is in no known form.");
        var end = HeaderBytes + bytes[2] + (bytes[3] << 8);
        if (end > bytes.Length) throw new InvalidDataException($"{name} is cut off.");
        var previous = Encoding.UTF8.GetString(bytes[HeaderBytes..end]);
        return new(Unzip(stored[end..], name), DepthOf(stored) == 0, previous.Length > 0 ? previous : null);
    }

    /// <summary>How many versions lie between it and a whole one.</summary>
    public static int DepthOf(ReadOnlyMemory<byte> stored) => stored.Span is [Form, var depth, ..] ? depth : 0;

    private static ImmutableArray<ModelPrices> Unzip(ReadOnlyMemory<byte> zipped, string name)
    {
        using var zip = new GZipStream(new MemoryStream(zipped.ToArray()), CompressionMode.Decompress);
        using var json = new MemoryStream();
        var block = new byte[BlockBytes];
        for (int read; (read = zip.Read(block)) > 0;)
        {
            if (json.Length + read > PricingLimits.MapBytesMax) throw new InvalidDataException($"{name} is larger than {PricingLimits.MapBytesMax} bytes.");
            json.Write(block, 0, read);
        }
        return CostMapSerializer.Read(json.GetBuffer().AsMemory(0, (int)json.Length), name);
    }
}
