using System.Text.Json;
using Accounting.BatchClient.Tests.Support;
using Accounting.TestKit;

namespace Accounting.BatchClient.Tests.Billing;

/// <summary>The commands on a ledger on a PostgreSQL server: the same answers as on a file.</summary>
public sealed class PostgresLedgerTests : IDisposable
{
    private readonly CommandHarness _harness = new();
    private readonly string _ledger;

    public PostgresLedgerTests()
    {
        Assert.SkipWhen(PostgresServer.Shared is null, PostgresServer.NoServer);
        _ledger = PostgresServer.NewSchema()!;
    }

    [Fact]
    public void Invariant12_Bill_SamplesAndConflictsIntoBoth_SameDigestAndSameAnswers()
    {
        WriteLogs();
        foreach (var logs in new[] { Path.Combine(Checkout.Root, "samples"), Logs })
            Assert.Equal(Answer(Bill(logs, "a.db", "65536")), Answer(Bill(logs, _ledger, "1048576")));
        foreach (var command in new[] { "spend --group-by tenant,model,day --json", "models list --json", "cost --model gpt-4o --input-tokens 1000 --json" })
        {
            var (file, server) = (_harness.Run([.. command.Split(' '), "--ledger", "a.db"]), _harness.Run([.. command.Split(' '), "--ledger", _ledger]));
            Assert.Equal((file.ExitCode, file.Out), (server.ExitCode, server.Out));
        }
        Assert.Equal(0, _harness.Run("verify", "--ledger", _ledger).ExitCode);
    }

    [Fact]
    public void Bill_Again_IsSkippedAndAVoidedRunIsBilledAnew()
    {
        WriteLogs();
        var first = Bill(Logs, _ledger, "65536");
        Assert.Equal(0, Bill(Logs, _ledger, "65536").GetProperty("read").GetInt64());
        var run = first.GetProperty("run").GetString()!;
        Assert.Equal(0, _harness.Run("runs", "void", run, "--reason", "wrong tenant", "--ledger", _ledger).ExitCode);
        Assert.Equal(Answer(first), Answer(Bill(Logs, _ledger, "65536")));
        Assert.Equal(0, _harness.Run("verify", "--ledger", _ledger).ExitCode);
    }

    [Fact]
    public void Reprice_OnBoth_GivesTheSameAnswersAndTheSameDigest()
    {
        WriteLogs();
        Bill(Logs, "a.db", "65536");
        Bill(Logs, _ledger, "65536");
        string[][] commands =
        [
            ["models", "register", "nobody-knows-this-model", "--provider", "openai", "--input", "2", "--output", "8", "--json"],
            ["reprice", "--json"], ["reprice", "--tenant", "tenant-1", "--until", "2026-10-02", "--json"], ["reprice", "--apply", "--reason", "late", "--json"],
            ["reprice", "--json"], ["spend", "--json"], ["verify", "--json"],
        ];
        foreach (var command in commands)
        {
            var (file, server) = (_harness.Run([.. command, "--ledger", "a.db"]), _harness.Run([.. command, "--ledger", _ledger]));
            var what = string.Join(' ', command);
            Assert.Equal((what, file.ExitCode, WithoutPlan(file.Out), file.Error), (what, server.ExitCode, WithoutPlan(server.Out), server.Error));
        }
    }

    // A plan's id is made of its ledger's own numbers.
    private static string WithoutPlan(string text) => System.Text.RegularExpressions.Regex.Replace(text, "\"(plan|applied)\":\"sha256:[0-9a-f]+\"", "PLAN");

    [Fact]
    public void DryRun_FindsWhatWasBilledAndPostsNothing()
    {
        WriteLogs();
        var nothing = Bill(Logs, _ledger, "65536", "--dry-run");
        Assert.Contains("There is no ledger", _harness.Run("runs", "list", "--ledger", _ledger).Error, StringComparison.Ordinal);
        var billed = Bill(Path.Combine(Logs, "a.jsonl"), _ledger, "65536").GetProperty("accepted").GetInt64();
        var runs = _harness.Run("runs", "list", "--json", "--ledger", _ledger).Out;
        _harness.Write("logs/d.jsonl", File.ReadAllText(Path.Combine(Logs, "a.jsonl")) + PairLog.Record(77_777) + "\n");
        var dry = Bill(Path.Combine(Logs, "d.jsonl"), _ledger, "65536", "--dry-run");
        Assert.True(billed >= 1_000);
        Assert.Equal(1, dry.GetProperty("accepted").GetInt64());
        Assert.Equal(runs, _harness.Run("runs", "list", "--json", "--ledger", _ledger).Out);
        Assert.Equal(Answer(dry), Answer(Bill(Path.Combine(Logs, "d.jsonl"), _ledger, "65536")));
        File.Delete(Path.Combine(Logs, "d.jsonl"));
        Assert.Equal(nothing.GetProperty("ledger_digest").GetString(), Bill(Logs, PostgresServer.NewSchema()!, "65536").GetProperty("ledger_digest").GetString());
    }

    [Fact]
    public void Bill_WithoutAQuarantineFile_WritesItInTheWorkingFolder()
    {
        WriteLogs();
        var answer = Bill(Logs, _ledger, "65536");
        var file = answer.GetProperty("quarantine").GetString()!;
        Assert.StartsWith(Path.Combine(_harness.Folder, "accounting.quarantine-r-"), file, StringComparison.Ordinal);
        Assert.True(answer.GetProperty("conflicting").GetInt64() >= 50);
        Assert.Equal(answer.GetProperty("conflicting").GetInt64() + answer.GetProperty("rejected").GetInt64(), File.ReadLines(file).Count());
    }

    [Theory]
    [InlineData("postgres://u:secret@127.0.0.1:1/none", 1, "cannot be reached")]
    [InlineData("postgres://u:secret@127.0.0.1/none?schema=A-B", 2, "the schema 'A-B'")]
    [InlineData("mysql://u:secret@127.0.0.1/none", 2, "it is no address")]
    public void Ledger_WrongAddress_SaysWhatWithoutThePassword(string ledger, int exitCode, string expected)
    {
        foreach (var command in new[] { "spend", "verify", "models list", "runs list" })
        {
            var result = _harness.Run([.. command.Split(' '), "--ledger", ledger]);
            Assert.Equal((exitCode, ""), (result.ExitCode, result.Out));
            Assert.Contains(expected, result.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", result.Error, StringComparison.Ordinal);
        }
    }

    public void Dispose() => _harness.Dispose();

    private string Logs => Path.Combine(_harness.Folder, "logs");

    private void WriteLogs()
    {
        // The same ids as in the middle of a.jsonl, with other quantities: whichever stands first in the plan is billed.
        _harness.Write("logs/c.jsonl", string.Concat(Enumerable.Range(500, 50).Select(number => PairLog.Record(number, promptTokens: 5000) + "\n")));
        PairLog.Write(Path.Combine(Logs, "a.jsonl"), 0, 1_000);
        PairLog.Write(Path.Combine(Logs, "b.jsonl"), 1_000, 1_000);
    }

    private JsonElement Bill(string logs, string ledger, string chunkBytes, params string[] more)
    {
        var result = _harness.Run(["bill", logs, "--ledger", ledger, "--chunk-bytes", chunkBytes, "--digest", "--json", .. more]);
        Assert.True(result.ExitCode is 0 or 3, result.Error);
        return result.Json;
    }

    private static string Answer(JsonElement bill) => string.Join(' ',
        new[] { "ledger_digest", "cost", "read", "accepted", "not_billable", "duplicate", "conflicting", "rejected" }.Select(name => $"{name}={bill.GetProperty(name)}"));
}
