namespace Accounting.LogReading.Inputs;

/// <summary>Files that are no logs but get named as such: known by their first bytes.</summary>
internal static class ForeignFormats
{
    private const int TarMarkOffset = 257;
    private const string Unpack = "unpack it first and bill the files in it";

    /// <summary>What a person calls it; null: none of them.</summary>
    public static string? NameOf(ReadOnlySpan<byte> head) => Find(head)?.Name;

    public static string AdviceFor(ReadOnlySpan<byte> head) => Find(head)?.Advice ?? "";

    private static (string Name, string Advice)? Find(ReadOnlySpan<byte> head) => head switch
    {
        [(byte)'P', (byte)'K', 3, 4, ..] => ("a zip archive", Unpack),
        [0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, ..] => ("compressed with xz", "xz -dc FILE | accounting bill -"),
        [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', 0x31, ..] => ("compressed with bzip2", "bzip2 -dc FILE | accounting bill -"),
        [0x04, 0x22, 0x4d, 0x18, ..] => ("compressed with lz4", "lz4 -dc FILE | accounting bill -"),
        [(byte)'7', (byte)'z', 0xbc, 0xaf, ..] => ("a 7z archive", Unpack),
        [0x1f, 0x8b, 8, ..] => ("compressed twice", "gzip -dc FILE | accounting bill -"),
        [0x28, 0xb5, 0x2f, 0xfd, ..] => ("compressed twice", "zstd -dc FILE | accounting bill -"),
        [(byte)'P', (byte)'A', (byte)'R', (byte)'1', ..] => ("a Parquet file", "save it as a file, not packed, and bill that: it is read from its end"),
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] or [0xff, 0xd8, 0xff, ..] => ("an image", "name the log"),
        [0x7f, (byte)'E', (byte)'L', (byte)'F', ..] => ("a program", "name the log"),
        _ when head.StartsWith("%PDF-"u8) => ("a PDF document", "name the log"),
        _ when head.StartsWith("SQLite format 3\0"u8) => ("an SQLite database", "name the log (a ledger is given with --ledger)"),
        _ when head.Length > TarMarkOffset && head[TarMarkOffset..].StartsWith("ustar"u8) =>
            ("a tar archive", "tar -xOf FILE | accounting bill -"),
        _ => null,
    };
}
