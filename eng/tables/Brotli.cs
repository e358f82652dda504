using System.IO.Compression;

namespace MakeTables;

internal static class Brotli
{
    public static byte[] Compress(byte[] raw)
    {
        var target = new byte[BrotliEncoder.GetMaxCompressedLength(raw.Length)];
        var done = BrotliEncoder.TryCompress(raw, target, out var written, quality: 11, window: 24);
        if (!done) throw new InvalidOperationException("Brotli refused the data.");
        return target[..written];
    }
}
