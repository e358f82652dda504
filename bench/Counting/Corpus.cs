using System.Buffers.Binary;

namespace Accounting.Counting;

/// <summary>Documents to count, one after the other in memory.</summary>
internal sealed record Corpus(string Name, byte[] Bytes, IReadOnlyList<Range> Documents)
{
    public long TextBytes => Documents.Sum(document => (long)(document.End.Value - document.Start.Value));

    /// <summary>Reads documents that each follow their length, a little-endian 32-bit number.</summary>
    /// <exception cref="InvalidDataException">A length goes beyond the end of the file.</exception>
    public static Corpus Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var documents = new List<Range>();
        for (var at = 0; at < bytes.Length;)
        {
            var start = at + sizeof(int);
            var length = start <= bytes.Length ? BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at)) : -1;
            if (length < 0 || length > bytes.Length - start) throw new InvalidDataException($"{path}: no document of {length} bytes at {at}.");
            at = start + length;
            documents.Add(start..at);
        }
        return new(Path.GetFileNameWithoutExtension(path), bytes, documents);
    }
}
