using System.Text.Json;
using Accounting.Core.Ledger;
using Accounting.LogReading.Parquet;
using Accounting.TestKit;

namespace Accounting.LogReading.Tests.Parquet;

/// <summary>The files of apache/parquet-testing: each is read, with the values that DuckDB reads (<see cref="DuckDbTests"/>), or refused with the reason.</summary>
public sealed class ApacheFilesTests
{
    private const string Encrypted = "footer is encrypted";

    // The end of the path and a part of the reason; all other files are read.
    private static readonly (string Path, string Reason)[] Refused =
    [
        ("bad_data/ARROW-GH-41317.parquet", "its metadata ends early"),
        ("bad_data/ARROW-GH-41321.parquet", "its numbers have 254 bits"),
        ("bad_data/ARROW-GH-45185.parquet", "column x does not have the 5 rows"),
        ("bad_data/ARROW-GH-47662.parquet", "column flba_field: its values end early"),
        ("bad_data/ARROW-RS-GH-6229-DICTHEADER.parquet", "column region_key: its footer places it"),
        ("bad_data/ARROW-RS-GH-6229-LEVELS.parquet", "column outer.list.item.c: a page has 21 values where 1 were left"),
        ("bad_data/PARQUET-1481.parquet", "a column has the unknown type -7"),
        ("data/datapage_v1-corrupt-checksum.parquet", "page 1: does not have the bytes that its checksum was made of"),
        ("data/rle-dict-uncompressed-corrupt-checksum.parquet", "page 1: does not have the bytes that its checksum was made of"),
        ("data/large_string_map.brotli.parquet", "at most 536870912 are read"),
        ("data/encrypt_columns_plaintext_footer.parquet.encrypted", "column float_field is encrypted, which is not supported"),
        ("aes256/encrypt_columns_plaintext_footer.parquet.encrypted", "column boolean_field is encrypted, which is not supported"),
        ("external_key_material_java.parquet.encrypted", Encrypted), ("uniform_encryption.parquet.encrypted", Encrypted),
        ("encrypt_columns_and_footer.parquet.encrypted", Encrypted), ("encrypt_columns_and_footer_aad.parquet.encrypted", Encrypted),
        ("encrypt_columns_and_footer_bloom_filter.parquet.encrypted", Encrypted), ("encrypt_columns_and_footer_ctr.parquet.encrypted", Encrypted),
        ("encrypt_columns_and_footer_disable_aad_storage.parquet.encrypted", Encrypted),
    ];

    /// <summary>All of the files, or none where they are not at hand.</summary>
    internal static IReadOnlyList<string> Paths { get; } = Checkout.Shared is null ? [] :
    [
        .. Directory.EnumerateFiles(Path.Combine(Checkout.Shared, "data", "parquet"), "*.parquet*", SearchOption.AllDirectories)
            .Where(path => !path.EndsWith(".json", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
    ];

    internal static bool IsRefused(string path) => Refused.Any(refused => path.EndsWith(refused.Path, StringComparison.Ordinal));

    [Fact]
    public void Rows_EachFile_IsReadOrRefusedWithItsReason()
    {
        Assert.SkipWhen(Checkout.Shared is null, Checkout.NoSharedData);
        Assert.Equal(102, Paths.Count);
        foreach (var path in Paths)
        {
            var refused = Array.Find(Refused, item => path.EndsWith(item.Path, StringComparison.Ordinal));
            if (refused.Path is null)
            {
                foreach (var row in TableReading.AllRows(StoredBytes.OfFile(path))) JsonDocument.Parse(row).Dispose();
                continue;
            }
            var exception = Assert.Throws<ParquetException>(() => TableReading.AllRows(StoredBytes.OfFile(path)));
            Assert.True(exception.Message.Contains(refused.Reason, StringComparison.Ordinal), $"{path}: {exception.Message}");
        }
    }

    [Fact]
    public void Chunks_EachFile_EndsWithRowsOrOneProblemForEachRowGroup()
    {
        Assert.SkipWhen(Checkout.Shared is null, Checkout.NoSharedData);
        foreach (var path in Paths)
        {
            var (lines, rejected, _) = TableReading.Chunks(File.ReadAllBytes(path));
            Assert.All(rejected, record => Assert.Contains(
                record.Reason, (string[])[RejectReasons.CorruptInput, RejectReasons.UnknownFormat, RejectReasons.DecompressionLimit]));
            if (!IsRefused(path)) Assert.True(rejected.Count == 0, $"{path}: {string.Join(", ", rejected.Select(record => record.Message))}");
            else if (path.Contains("footer.parquet", StringComparison.Ordinal)) Assert.Empty(lines);
        }
    }

    /// <summary>Files with the same values twice: once plainly, once in the encoding or the codec that DuckDB does not read.</summary>
    [Fact]
    public void Rows_OfTwins_AreEqual()
    {
        Assert.SkipWhen(Checkout.Shared is null, Checkout.NoSharedData);
        foreach (var (one, other) in ((string, string)[])
        [
            ("hadoop_lz4_compressed.parquet", "lz4_raw_compressed.parquet"), ("non_hadoop_lz4_compressed.parquet", "lz4_raw_compressed.parquet"),
            ("hadoop_lz4_compressed_larger.parquet", "lz4_raw_compressed_larger.parquet"),
        ])
            Assert.Equal(RowsOf(other), RowsOf(one));
        foreach (var row in RowsOf("byte_stream_split_extended.gzip.parquet"))
        {
            using var json = JsonDocument.Parse(row);
            var values = json.RootElement.EnumerateObject().Select(member => member.Value.GetRawText()).ToArray();
            for (var i = 0; i < values.Length; i += 2) Assert.Equal(values[i], values[i + 1]);
        }
        Assert.Equal("""{"my_map":{"1":null,"2":null,"3":null},"my_map_no_v":{"1":null,"2":null,"3":null},"my_list":[1,2,3]}""", RowsOf("map_no_value.parquet")[0]);
    }

    private static IReadOnlyList<string> RowsOf(string name) =>
        TableReading.AllRows(StoredBytes.OfFile(Path.Combine(Checkout.Shared!, "data", "parquet", "apache-parquet-testing", "data", name)));
}
