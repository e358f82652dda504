using Accounting.LogReading.Compression;
using Accounting.LogReading.Csv;
using Accounting.LogReading.Parquet;

namespace Accounting.LogReading.Inputs;

/// <summary>Looks into a file of a folder whether it is a log.</summary>
internal static class LogSniffer
{
    /// <summary>Null: it is one; else what it is.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static string? WhyNoLog(string path)
    {
        using var opened = OpenedInput.Open(path, hashPlain: false);
        var head = opened.Decoded.Peek();
        if (opened.Compression == CompressionFormat.None && ParquetFile.Is(head)) return null;
        if (head.StartsWith("\ufeff"u8)) head = head[3..];
        return InputShapes.Of(head) switch
        {
            InputShape.JsonLines when IsQuarantine(head) => "a quarantine file (name it to have it read)",
            InputShape.JsonLines => null,
            InputShape.Empty => "empty",
            InputShape.OtherLines when CsvShape.Of(head) is { } shape => shape.NamesUsage ? null : "a CSV file without a column that tells of calls (name it to have it read)",
            // A log that was cut at its front: what is wrong with its first line is said when it is read.
            InputShape.OtherLines when NamesLines(path) && head.IndexOf("\n{"u8) >= 0 => null,
            InputShape.JsonArray => $"a JSON array ({InputShapes.ArrayAdvice})",
            InputShape.PrettyJson => "JSON over several lines (jq -c . FILE | accounting bill -)",
            InputShape.Utf16 => "UTF-16 text (iconv -f UTF-16 -t UTF-8 FILE | accounting bill -)",
            InputShape.Foreign => ForeignFormats.NameOf(head),
            _ => "no JSON lines",
        };
    }

    private static bool NamesLines(string path) =>
        Path.GetFileName(path) is var name
        && (name.Contains(".jsonl", StringComparison.OrdinalIgnoreCase) || name.Contains(".ndjson", StringComparison.OrdinalIgnoreCase));

    // Written by us (design: invariant 3); billed again only when asked for.
    private static bool IsQuarantine(ReadOnlySpan<byte> head)
    {
        var line = head.IndexOf((byte)'\n') is var end && end >= 0 ? head[..end] : head;
        return line.StartsWith("{\"input\":"u8) && line.IndexOf("\"row\":"u8) > 0 && line.IndexOf("\"reason\":"u8) > 0;
    }
}
