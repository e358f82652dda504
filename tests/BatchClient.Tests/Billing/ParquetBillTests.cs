using System.Text.Json;
using Accounting.BatchClient.Tests.Support;
using Accounting.TestKit.Parquet;

namespace Accounting.BatchClient.Tests.Billing;

/// <summary>Parquet files through the command, against JSON lines with the same rows.</summary>
public sealed class ParquetBillTests : IDisposable
{
    private readonly CommandHarness _harness = new();

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void Bill_Table_IsBilledAsItsTwin(bool hasIds, bool reports)
    {
        var table = new ChatTable(1, rowGroups: 5, rowsOfGroup: 60, hasIds, reports, schema => new(schema) { Dictionary = true, Gzip = true });
        var (parquet, twin) = Write(table);
        var expected = Bill("twin.db", twin);
        foreach (var options in (string[][])[[], ["--workers", "3", "--chunk-bytes", "4096"], ["--workers", "1", "--chunk-bytes", "9000"]])
        {
            var ledger = $"table-{string.Join('-', options)}.db";
            var answer = Bill(ledger, [parquet, .. options]);
            foreach (var name in (string[])["read", "accepted", "rejected", "cost", "ledger_digest"])
                Assert.Equal(expected.Json.GetProperty(name).GetRawText(), answer.Json.GetProperty(name).GetRawText());
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Bill_TableAfterItsTwin_IsAllDuplicates(bool hasIds)
    {
        var (parquet, twin) = Write(new ChatTable(2, 2, 80, hasIds));
        var first = Bill("a.db", twin).Json;
        var second = Bill("a.db", parquet).Json;
        Assert.Equal(first.GetProperty("accepted").GetInt64(), second.GetProperty("duplicate").GetInt64());
        Assert.Equal(first.GetProperty("ledger_digest").GetString(), second.GetProperty("ledger_digest").GetString());
    }

    [Fact]
    public void Bill_TableFromAFolder_IsFoundByItsContent()
    {
        Directory.CreateDirectory(Path.Combine(_harness.Folder, "logs"));
        File.WriteAllBytes(Path.Combine(_harness.Folder, "logs", "october.parquet"), new ChatTable(3, 1, 20).File);
        Assert.Equal(20, Bill("a.db", Path.Combine(_harness.Folder, "logs")).Json.GetProperty("read").GetInt64());
    }

    [Fact]
    public void Bill_RowsThatCannotBeBilled_AreQuarantinedWithRowAndReasonAndCanBeBilledOnceMended()
    {
        var table = new ChatTable(4, 2, 50);
        var (parquet, _) = Write(table);
        var answer = Bill("a.db", parquet).Json;
        var bad = table.Lines.Select((line, index) => (Row: index + 1, Line: line))
            .Where(item => item.Line.Contains("\"input_tokens\":null", StringComparison.Ordinal) && item.Line.Contains("\"messages\":null", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(bad);
        var quarantine = File.ReadAllLines(answer.GetProperty("quarantine").GetString()!).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        foreach (var (row, line) in bad)
        {
            var record = Assert.Single(quarantine, item => item.GetProperty("row").GetInt64() == row);
            Assert.NotEqual("", record.GetProperty("reason").GetString());
            Assert.StartsWith(line[..line.IndexOf(",\"messages\"", StringComparison.Ordinal)], record.GetProperty("raw").GetString(), StringComparison.Ordinal);
        }
        var file = answer.GetProperty("quarantine").GetString()!;
        var mended = _harness.Write("mended.jsonl", File.ReadAllText(file).Replace("\\\"input_tokens\\\":null", "\\\"input_tokens\\\":5", StringComparison.Ordinal));
        Assert.Equal(quarantine.Length, Bill("a.db", mended).Json.GetProperty("accepted").GetInt64());
    }

    [Fact]
    public void Bill_ColumnsOption_NamesTheFields()
    {
        var (parquet, _) = Write(new ChatTable(5, 1, 30));
        var answer = Bill("a.db", parquet, "--columns", "tenant=model", "--model", "gpt-4o-mini").Json;
        Assert.True(answer.GetProperty("accepted").GetInt64() > 0);
        var tenants = _harness.Run("spend", "--ledger", "a.db", "--group-by", "tenant", "--json").Json.GetProperty("rows").EnumerateArray()
            .Select(row => row.GetProperty("tenant").GetString()).Order(StringComparer.Ordinal);
        Assert.Equal(["claude-sonnet-4-5", "gpt-4o"], tenants);
        var wrong = _harness.Run("bill", parquet, "--ledger", "a.db", "--columns", "tenant");
        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("expected FIELD=COLUMN", wrong.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _harness.Dispose();

    private (string Parquet, string Twin) Write(ChatTable table)
    {
        var parquet = Path.Combine(_harness.Folder, "calls.parquet");
        File.WriteAllBytes(parquet, table.File);
        var twin = Path.Combine(_harness.Folder, "calls.jsonl");
        File.WriteAllBytes(twin, table.Jsonl);
        return (parquet, twin);
    }

    private CommandResult Bill(string ledger, params string[] arguments) => _harness.Run(["bill", .. arguments, "--ledger", ledger, "--digest", "--json"]);
}
