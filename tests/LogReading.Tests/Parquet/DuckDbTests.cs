using System.Diagnostics;
using Accounting.LogReading.Parquet;
using Accounting.TestKit;

namespace Accounting.LogReading.Tests.Parquet;

/// <summary>
/// DuckDB (npm <c>@duckdb/node-api</c>) as a second reader of all files, and as another writer. <c>./test</c> installs it into artifacts/oracles, where npm is there.
/// </summary>
[Trait("Category", "Slow")]
public sealed class DuckDbTests
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "artifacts", "oracles");

    // What DuckDB 1.5.6 cannot read: another codec or encoding, a map without values, columns of unequal length.
    private static readonly string[] NotRead =
    [
        "byte_stream_split_extended.gzip.parquet", "hadoop_lz4_compressed.parquet", "hadoop_lz4_compressed_larger.parquet", "non_hadoop_lz4_compressed.parquet",
        "map_no_value.parquet",
    ];

    [Fact]
    public async Task Rows_OfEachFile_AreThoseOfDuckDb()
    {
        Assert.SkipWhen(Checkout.Shared is null, Checkout.NoSharedData);
        using var folder = new TemporaryFolder();
        var paths = ApacheFilesTests.Paths.Where(path => !ApacheFilesTests.IsRefused(path)).ToArray();
        await RunAsync(folder.Path, ["rows", .. paths]);
        var unread = paths.Where(path => !File.Exists(Path.Combine(folder.Path, Path.GetFileName(path) + ".jsonl"))).Select(path => Path.GetFileName(path)!);
        Assert.Equal(NotRead.Order(), unread.Order());
        foreach (var path in paths.Where(path => !NotRead.Contains(Path.GetFileName(path))))
        {
            var expected = await File.ReadAllLinesAsync(Path.Combine(folder.Path, Path.GetFileName(path) + ".jsonl"), TestContext.Current.CancellationToken);
            var rows = TableReading.AllRows(StoredBytes.OfFile(path));
            Assert.True(expected.Length == rows.Count, $"{path}: {rows.Count} rows, expected {expected.Length}");
            for (var i = 0; i < rows.Count; i++)
                if (!DuckDbJson.IsSame(rows[i], expected[i])) Assert.Fail($"{path}, row {i + 1}\nexpected {expected[i]}\nbut was  {rows[i]}");
        }
    }

    /// <summary>Equal lines have equal identities, facts and digests: what is billed of them is the same.</summary>
    [Fact]
    public async Task Chunks_OfEachCodecVersionAndRowGroupSize_AreTheLinesOfTheTwin()
    {
        using var folder = new TemporaryFolder();
        await RunAsync(folder.Path, ["write", "."]);
        var expected = await File.ReadAllLinesAsync(Path.Combine(folder.Path, "chats.jsonl"), TestContext.Current.CancellationToken);
        var files = Directory.GetFiles(folder.Path, "*.parquet");
        Assert.Equal(24, files.Length);
        foreach (var file in files)
        {
            var (lines, rejected, _) = TableReading.Chunks(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
            Assert.Empty(rejected);
            Assert.Equal(expected, lines);
        }
    }

    private static async Task RunAsync(string folder, string[] arguments)
    {
        Assert.SkipUnless(
            Directory.Exists(Path.Combine(Folder, "node_modules", "@duckdb", "node-api")), "DuckDB is not in artifacts/oracles (./test installs it where npm is there).");
        var start = new ProcessStartInfo("node", [Path.Combine(Folder, "parquet.mjs"), .. arguments]) { WorkingDirectory = folder, RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("node did not start.");
        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, errors);
    }
}
