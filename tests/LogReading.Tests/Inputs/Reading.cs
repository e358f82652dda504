using System.Text;
using Accounting.Core.Ledger;
using Accounting.LogReading.Inputs;

namespace Accounting.LogReading.Tests.Inputs;

/// <summary>Reads whole inputs for tests, and takes chunks apart into lines.</summary>
internal static class Reading
{
    public sealed record Line(long Row, long Offset, string Text);

    public sealed record Result(IReadOnlyList<Line> Lines, IReadOnlyList<QuarantinedRecord> Rejected, IReadOnlyList<InputPosition> Ends, string? Sha256)
    {
        public IReadOnlyList<string> Texts => [.. Lines.Select(static line => line.Text)];
    }

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>Options for tiny chunks and lines.</summary>
    public static ChunkOptions Tiny(int chunkBytes, int lineBytesMax = 1 << 20, int linesMax = Limits.ChunkLinesMax) =>
        new() { LineBytesMax = lineBytesMax, ChunkBytes = chunkBytes, LinesMax = linesMax };

    public static Result Read(byte[] stored, ChunkOptions? options = null, InputPosition? start = null, string? name = null) =>
        Read(() => OpenedInput.Open(new MemoryStream(stored), name, hashPlain: true), options, start);

    public static Result Read(Func<OpenedInput> open, ChunkOptions? options = null, InputPosition? start = null)
    {
        using var source = new ChunkSource(open, start ?? InputPosition.Start, options ?? new ChunkOptions());
        return Read(source);
    }

    public static Result ReadFile(string path, ChunkOptions? options = null)
    {
        using var source = new ChunkSource(Input.OfFile(path), 0, InputPosition.Start, options ?? new ChunkOptions());
        return Read(source);
    }

    public static Result Read(ChunkSource source)
    {
        List<Line> lines = [];
        List<QuarantinedRecord> rejected = [];
        List<InputPosition> ends = [];
        Chunk? last = null;
        while (source.Next(TestContext.Current.CancellationToken) is { } chunk)
        {
            Assert.Null(last is { EndOfInput: true } ? "a chunk behind the last" : null);
            if (last is not null) Assert.Equal(last.Next, chunk.Start);
            lines.AddRange(Split(chunk));
            rejected.AddRange(chunk.Rejected);
            ends.Add(chunk.Next);
            last = chunk;
            chunk.Release();
        }
        Assert.True(last?.EndOfInput);
        return new(lines, rejected, ends, last!.InputSha256);
    }

    private static IEnumerable<Line> Split(Chunk chunk)
    {
        var bytes = chunk.Bytes.ToArray();
        var row = chunk.Start.Row;
        for (var start = 0; start < bytes.Length; row++)
        {
            var end = Array.IndexOf(bytes, (byte)'\n', start);
            if (end < 0) end = bytes.Length - 1;
            yield return new(row, chunk.Start.Offset + start, Encoding.UTF8.GetString(bytes, start, end + 1 - start));
            start = end + 1;
        }
        if (chunk.Bytes.Length > 0) Assert.Equal(chunk.Next, new(chunk.Start.Offset + bytes.Length, row));
    }
}
