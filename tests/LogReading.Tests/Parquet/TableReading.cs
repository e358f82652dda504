using System.Text;
using Accounting.Core.Ledger;
using Accounting.LogReading.Calls;
using Accounting.LogReading.Inputs;
using Accounting.LogReading.Parquet;
using Accounting.LogReading.Parquet.Rows;

namespace Accounting.LogReading.Tests.Parquet;

/// <summary>Reads Parquet files for tests.</summary>
internal static class TableReading
{
    /// <summary>All rows with all columns, each as a line of JSON.</summary>
    public static IReadOnlyList<string> AllRows(StoredBytes bytes)
    {
        using var file = ParquetFile.Open(bytes);
        var columns = new ColumnChoice(new()).AllOf(file);
        var lines = new List<string>();
        var text = new RowText(Limits.LineBytesMax);
        for (var group = 0; group < file.RowGroups.Count; group++)
        {
            using var rows = new RowGroupRows(file, group, columns);
            while (!rows.AtEnd)
            {
                rows.Write(text);
                lines.Add(Encoding.UTF8.GetString(text.Span[..^1]));
            }
        }
        return lines;
    }

    /// <summary>The chunks of a file, put together: its lines, what was refused, and where each chunk ended.</summary>
    public static (IReadOnlyList<string> Lines, IReadOnlyList<QuarantinedRecord> Rejected, IReadOnlyList<InputPosition> Ends) Chunks(
        byte[] file, ReadingOptions? reading = null, ChunkOptions? options = null, InputPosition? start = null) =>
        Chunks(StoredBytes.OfMemory(file), reading, options, start);

    public static (IReadOnlyList<string> Lines, IReadOnlyList<QuarantinedRecord> Rejected, IReadOnlyList<InputPosition> Ends) Chunks(
        StoredBytes file, ReadingOptions? reading = null, ChunkOptions? options = null, InputPosition? start = null)
    {
        using var chunks = new ParquetChunks(
            file, 0, start ?? InputPosition.Start, options ?? new() { Reading = reading ?? new() });
        List<string> lines = [];
        List<QuarantinedRecord> rejected = [];
        List<InputPosition> ends = [];
        Chunk? last = null;
        while (chunks.Next(TestContext.Current.CancellationToken) is { } chunk)
        {
            Assert.Equal(last?.Next ?? start ?? InputPosition.Start, chunk.Start);
            Assert.False(last is { EndOfInput: true });
            var split = Encoding.UTF8.GetString(chunk.Bytes.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            if (chunk.Bytes.Length > 0) Assert.Equal(chunk.Next, new(chunk.Start.Offset + chunk.Bytes.Length, chunk.Start.Row + split.Length));
            lines.AddRange(split);
            rejected.AddRange(chunk.Rejected);
            ends.Add(chunk.Next);
            last = chunk;
            chunk.Release();
        }
        Assert.True(last?.EndOfInput);
        return (lines, rejected, ends);
    }
}
