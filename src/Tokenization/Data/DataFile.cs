using System.IO.Compression;

namespace Accounting.Tokenization.Data;

/// <summary>The tables that are part of the assembly, made by <c>eng/tables</c>.</summary>
internal static class DataFile
{
    public static byte[] Read(string name)
    {
        using var resource = typeof(DataFile).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidDataException($"The assembly has no table {name}.");
        using var brotli = new BrotliStream(resource, CompressionMode.Decompress);
        using var raw = new MemoryStream();
        brotli.CopyTo(raw);
        return raw.ToArray();
    }

    /// <summary>Takes a number off the front: 7 bits a byte, low first, high bit: more follows.</summary>
    public static int TakeNumber(ref ReadOnlySpan<byte> raw)
    {
        for (int value = 0, used = 0; ; used++)
        {
            value |= (raw[used] & 0x7F) << (7 * used);
            if (raw[used] >= 0x80) continue;
            raw = raw[(used + 1)..];
            return value;
        }
    }
}
