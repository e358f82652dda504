using System.Buffers.Binary;

namespace MakeTables;

/// <summary>
/// A vocabulary as its merges, brotli: first rank and number of merges (32 bits each, little-endian), 256 single bytes in rank order (an
/// appendix has none),
/// then the left parts and the right parts, each as three planes of low, middle and high bytes, which compress better apart.
/// </summary>
internal static class MergeFile
{
    private const int SingleBytes = 256;

    public static void Write(RankTable table, string path)
    {
        var first = table.Tokens.First().Key;
        var singles = table.Tokens.Values.Take(SingleBytes).ToArray();
        if (singles.Any(bytes => bytes.Length != 1)) throw new InvalidDataException("The first 256 tokens must be the single bytes.");
        Write(table, first + SingleBytes, first, singles.Select(bytes => bytes[0]).ToArray(), path);
    }

    public static void WriteAppendix(RankTable table, int first, string path) => Write(table, first, first, [], path);

    private static void Write(RankTable table, int firstMerge, int firstRank, byte[] singles, string path)
    {
        var merges = table.Tokens.Keys.Where(rank => rank >= firstMerge).Select(table.Split).ToArray();
        if (table.Tokens.Keys.Last() != firstMerge + merges.Length - 1) throw new InvalidDataException("The ranks have a gap.");
        using var raw = new MemoryStream();
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(number, firstRank);
        raw.Write(number);
        BinaryPrimitives.WriteInt32LittleEndian(number, merges.Length);
        raw.Write(number);
        raw.Write(singles);
        foreach (var part in new[] { merges.Select(merge => merge.Left), merges.Select(merge => merge.Right) })
            for (var shift = 0; shift < 24; shift += 8)
                raw.Write(part.Select(rank => (byte)((rank >> shift) & 0xFF)).ToArray());
        File.WriteAllBytes(path, Brotli.Compress(raw.ToArray()));
        Console.WriteLine($"{path}: {merges.Length} merges");
    }
}
