using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Accounting.Core.Ledger;
using Accounting.LogReading.Inputs;
using Accounting.LogReading.Parquet;
using Accounting.LogReading.Parquet.Metadata;
using Accounting.TestKit;
using Parquet;
using Parquet.Serialization;

namespace Accounting.Reference.Tests;

/// <summary>Parquet.Net, where the package feed has it, as a second reader and another writer.</summary>
public sealed class ParquetNetTests
{
    /// <summary>Files with texts that Parquet.Net 6.1.0 reads; it refuses the rest, or calls their bytes something else than text.</summary>
    private const int FilesMin = 25;

    [Theory]
    [InlineData(CompressionMethod.None, 1000)]
    [InlineData(CompressionMethod.Snappy, 70)]
    [InlineData(CompressionMethod.Gzip, 1000)]
    [InlineData(CompressionMethod.Zstd, 70)]
    [InlineData(CompressionMethod.Brotli, 1000)]
    [InlineData(CompressionMethod.LZ4, 70)]
    public async Task Rows_OfAWrittenTable_AreTheCallsThatWereWritten(CompressionMethod codec, int rowsOfGroup)
    {
        var calls = Enumerable.Range(0, 300).Select(Call).ToArray();
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "calls.parquet");
        await ParquetSerializer.SerializeAsync(
            calls, path, new ParquetOptions { CompressionMethod = codec, RowGroupSize = rowsOfGroup }, cancellationToken: TestContext.Current.CancellationToken);
        var lines = new List<string>();
        using var source = new ChunkSource(Input.OfFile(path), 0, InputPosition.Start, new());
        while (source.Next(TestContext.Current.CancellationToken) is { } chunk)
        {
            Assert.Empty(chunk.Rejected);
            lines.AddRange(Encoding.UTF8.GetString(chunk.Bytes.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
        Assert.Equal(
            calls.Select(call => JsonSerializer.Serialize(call)),
            lines.Select(line => JsonSerializer.Serialize(JsonSerializer.Deserialize<LoggedCall>(line))));
    }

    [Fact]
    public async Task Texts_OfEachFileThatBothRead_AreTheSame()
    {
        Assert.SkipWhen(Checkout.Shared is null, Checkout.NoSharedData);
        var compared = 0;
        foreach (var path in Directory.EnumerateFiles(Path.Combine(Checkout.Shared, "data", "parquet"), "*.parquet", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (path.Contains("bad_data", StringComparison.Ordinal) || path.Contains("large_string_map", StringComparison.Ordinal)) continue;
            if (await ParquetNetFile.TextsAsync(path) is not { Count: > 0 } expected) continue;
            var texts = OwnTexts(path);
            Assert.True(expected.SequenceEqual(texts), $"{path}: {expected.Count} texts, ours {texts.Count}");
            compared++;
        }
        Assert.True(compared >= FilesMin, $"only {compared} files were compared");
    }

    private static List<string> OwnTexts(string path)
    {
        using var file = ParquetFile.Open(StoredBytes.OfFile(path));
        var texts = new List<string>();
        for (var group = 0; group < file.RowGroups.Count; group++)
        {
            for (var leaf = 0; leaf < file.Schema.Leaves.Count; leaf++)
            {
                var column = file.Schema.Leaves[leaf];
                if (column.Type.Form is not (ValueForm.Text or ValueForm.Json)) continue;
                using var cursor = file.Column(group, leaf, new());
                for (cursor.Next(); !cursor.AtEnd; cursor.Next())
                    if (cursor.Definition == column.DefinitionMax) texts.Add(Encoding.UTF8.GetString(cursor.Value));
            }
        }
        return texts;
    }

    private static LoggedCall Call(int number) => new()
    {
        Id = $"call-{number}",
        Model = number % 3 == 0 ? null : "gpt-4o",
        InputTokens = number % 5 == 0 ? null : number * 7L,
        Messages = number % 7 == 0 ? null : [.. Enumerable.Range(0, number % 4).Select(turn => new LoggedMessage { Role = "user", Content = turn == 2 ? null : $"Grüße {turn}\n\"{number}\"" })],
    };

    public sealed class LoggedCall
    {
        [JsonPropertyName("id")] public string? Id { get; set; }
        [JsonPropertyName("model")] public string? Model { get; set; }
        [JsonPropertyName("input_tokens")] public long? InputTokens { get; set; }
        [JsonPropertyName("messages")] public List<LoggedMessage>? Messages { get; set; }
    }

    public sealed class LoggedMessage
    {
        [JsonPropertyName("role")] public string? Role { get; set; }
        [JsonPropertyName("content")] public string? Content { get; set; }
    }
}
