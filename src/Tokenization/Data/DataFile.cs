using System.IO.Compression;

namespace Accounting.Tokenization.Data;

/// <summary>The tables that are part of the assembly, made by <c>eng/tables</c>.</summary>
internal static class DataFile
{
    public static byte[] Read(string name)
    {
        using var resource = typeof(DataFile).Assembly.GetManifestResourceStream(name) ?? throw new InvalidDataException($"The assembly has no table {name}.");
        using var brotli = new BrotliStream(resource, CompressionMode.Decompress);
        using var raw = new MemoryStream();
        brotli.CopyTo(raw);
        return raw.ToArray();
    }
}
