using System.Diagnostics;
using Accounting.Core.Ledger;
using Accounting.LogReading.Inputs;
using Accounting.LogReading.Parquet;
using Accounting.LogReading.Parquet.Rows;
using Accounting.TestKit.Parquet;

namespace Accounting.LogReading.Tests.Parquet;

/// <summary>Damaged files: whatever they hold, they are read or refused, within time and memory (invariant 11).</summary>
public sealed class FuzzTests
{
    private const int FileBytesMax = 12_000;
    private const long AllocatedBytesMax = 400L << 20;
    private static readonly TimeSpan TimeMax = TimeSpan.FromSeconds(1);

    // Small chunks, so that their borders are crossed.
    private static readonly ChunkOptions Options = new() { ChunkBytes = Limits.ChunkBytesMin };

    // Of our own making, and the small ones of apache/parquet-testing where they are at hand: all encodings, codecs and shapes.
    private static readonly Lazy<byte[][]> Files = new(() =>
    [
        .. from version in (int[])[1, 2]
           from gzip in (bool[])[false, true]
           from dictionary in (bool[])[false, true]
           select new ChatTable(7, 2, 20, newWriter: schema => new(schema) { Version = version, Gzip = gzip, Dictionary = dictionary, Checksums = false, PageValues = 8 }).File,
        .. ApacheFilesTests.Paths.Where(path => !ApacheFilesTests.IsRefused(path) && new FileInfo(path).Length < FileBytesMax).Select(File.ReadAllBytes),
    ]);

    [Fact]
    public void Read_AFewThousandDamagedFiles_IsReadOrRefused() => Run(20261122, files: 4_000);

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Read_TwoHundredThousandDamagedFiles_IsReadOrRefused(int seed) => Run(seed, files: 50_000);

    [Fact]
    [Trait("Category", "Slow")]
    public void Read_DamagedFilesOfAFreshSeed_IsReadOrRefused()
    {
        var watch = Stopwatch.StartNew();
        for (var seed = Guid.NewGuid().GetHashCode(); watch.Elapsed < TimeSpan.FromSeconds(20); seed = unchecked(seed + 1)) Run(seed, files: 1_000);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    public void Read_PageWithAnyBitChanged_IsFoundByItsChecksum(int version, bool gzip)
    {
        TableWriter? writer = null;
        var table = new ChatTable(11, 1, 60, hasIds: false, newWriter: schema => writer = new(schema) { Version = version, Gzip = gzip, PageValues = 20 });
        var random = new Random(version);
        for (var i = 0; i < 400; i++)
        {
            var file = (byte[])table.File.Clone();
            var (start, length) = writer!.Pages[random.Next(writer.Pages.Count)];
            if (length == 0) continue;
            var at = start + random.Next(length);
            file[at] ^= (byte)(1 << random.Next(8));
            var (lines, rejected, _) = TableReading.Chunks(file);
            Assert.True(rejected.Count == 1 && rejected[0].Message.Contains("checksum", StringComparison.Ordinal), $"byte {at}: nothing was noticed");
            Assert.Equal(table.Lines.Take(lines.Count), lines);
        }
    }

    private static void Run(int seed, int files)
    {
        var mutations = new Mutations(seed);
        for (var i = 0; i < files; i++)
        {
            var changed = mutations.Next(Files.Value[i % Files.Value.Length]);
            try
            {
                Read(changed, seed, i);
            }
            catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"seed {seed}, file {i}: {exception}");
            }
        }
    }

    private static void Read(byte[] file, int seed, int number)
    {
        var watch = Stopwatch.StartNew();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        ReadAll(file);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Assert.True(allocated < AllocatedBytesMax, $"seed {seed}, file {number}: {allocated} bytes were allocated");
        if (watch.Elapsed < TimeMax) return;
        // The machine may have had other things to do.
        watch.Restart();
        ReadAll(file);
        Assert.True(watch.Elapsed < TimeMax, $"seed {seed}, file {number}: took {watch.Elapsed}");
    }

    // As ParquetChunks does, on this thread.
    private static void ReadAll(byte[] bytes)
    {
        using var stored = StoredBytes.OfMemory(bytes);
        try
        {
            using var file = ParquetFile.Open(stored);
            var choice = new ColumnChoice(new());
            FileChecks.Check(file, choice);
            for (var group = 0; group < file.RowGroups.Count; group++)
            {
                using var pieces = new RowGroupPieces(file, group, choice, Options, 0);
                while (pieces.Next(CancellationToken.None) is { } piece)
                    if (piece.Reason.Length > 0) Assert.Contains(piece.Reason, (string[])[RejectReasons.CorruptInput, RejectReasons.UnknownFormat, RejectReasons.DecompressionLimit, RejectReasons.LineTooLong]);
            }
        }
        catch (ParquetException)
        {
            // Refused whole.
        }
    }
}
