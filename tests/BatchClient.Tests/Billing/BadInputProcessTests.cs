using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Accounting.TestKit;

namespace Accounting.BatchClient.Tests.Billing;

/// <summary>Bad input that only a process of its own can show: standard input, signals, a full disk.</summary>
[Trait("Category", "Slow")]
public sealed class BadInputProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static async Task<JsonElement> AnswerAsync(int expectedCode, byte[] input, params string[] arguments)
    {
        using var process = new ApplicationProcess(input, arguments);
        var (code, output, error) = await process.EndAsync(Cancellation);
        Assert.True(code == expectedCode, $"exit code {code}, expected {expectedCode}: {error}{output}");
        using var document = JsonDocument.Parse(output);
        return BadInputBench.Check(document.RootElement.Clone()).Json;
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync(Cancellation);
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    private string[] Command(string input, string ledger) =>
        ["bill", input, "--ledger", _folder[ledger], "--chunk-bytes", "65536", "--digest", "--json"];

    [Fact]
    public async Task StandardInput_WithAndWithoutData_IsBilledOnce()
    {
        Assert.Equal(0, (await AnswerAsync(0, [], Command("-", "a.db"))).GetProperty("read").GetInt64());
        var log = Encoding.UTF8.GetBytes(PairLog.Record(0) + "\r\n" + PairLog.Record(4) + "\noops");
        var first = await AnswerAsync(3, log, Command("-", "a.db"));
        Assert.Equal((3, 2, 1), Counts(first, "read", "accepted", "rejected"));
        Assert.Equal("stdin:", first.GetProperty("inputs")[0].GetProperty("uri").GetString());
        var again = await AnswerAsync(3, log, Command("-", "a.db"));
        Assert.Equal((3, 2, 1), Counts(again, "read", "duplicate", "rejected"));
        Assert.Equal(first.GetProperty("ledger_digest").GetString(), again.GetProperty("ledger_digest").GetString());
    }

    [Fact]
    public async Task StandardInput_PackedByTheZstdTool_IsBilled()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/zstd"), "The tool zstd is not on this machine.");
        PairLog.Write(_folder["a.jsonl"], 0, 5000);
        await RunAsync("/usr/bin/zstd", "-q", "-19", "--long", _folder["a.jsonl"], "-o", _folder["a.bin"]);
        var piped = await AnswerAsync(3, await File.ReadAllBytesAsync(_folder["a.bin"], Cancellation), Command("-", "a.db"));
        var plain = await AnswerAsync(3, [], Command(_folder["a.jsonl"], "b.db"));
        Assert.Equal(plain.GetProperty("ledger_digest").GetString(), piped.GetProperty("ledger_digest").GetString());
    }

    [Fact]
    public async Task FullDisk_StopsWithAMessageAndGoesOnOnceThereIsRoom()
    {
        Directory.CreateDirectory(_folder["disk"]);
        var isRoot = OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess;
        Assert.SkipUnless(isRoot, "A small disk can only be mounted by root on Linux.");
        using (var mount = Process.Start("mount", ["-t", "tmpfs", "-o", "size=3m", "tmpfs", _folder["disk"]]))
        {
            await mount.WaitForExitAsync(Cancellation);
            Assert.SkipUnless(mount.ExitCode == 0, "This system lets nobody mount a small disk.");
        }
        try
        {
            PairLog.Write(_folder["a.jsonl"], 0, 150_000);
            var command = Command(_folder["a.jsonl"], "disk/a.db");
            using (var full = new ApplicationProcess(command))
            {
                var (code, output, error) = await full.EndAsync(Cancellation);
                Assert.True(code == 1, $"exit code {code}: {error}{output}");
                foreach (var text in new[] { "disk/a.db", "the disk is full", "Free some space and run the same command again" })
                    Assert.Contains(text, error, StringComparison.Ordinal);
            }
            await RunAsync("mount", "-o", "remount,size=200m", _folder["disk"]);
            var resumed = await AnswerAsync(3, [], command);
            var undisturbed = await AnswerAsync(3, [], Command(_folder["a.jsonl"], "b.db"));
            Assert.Equal(undisturbed.GetProperty("ledger_digest").GetString(), resumed.GetProperty("ledger_digest").GetString());
            Assert.Equal(Counts(undisturbed, "read", "accepted", "rejected"), Counts(resumed, "read", "accepted", "rejected"));
        }
        finally
        {
            await RunAsync("umount", "-l", _folder["disk"]);
        }
    }

    [Theory, InlineData("-INT"), InlineData("-TERM")]
    public async Task Signal_ThenTheInputChanges_LosesAndDoublesNothing(string signal)
    {
        Assert.SkipWhen(signal == "-INT" && ApplicationProcess.IgnoresInterrupts, ApplicationProcess.InterruptsIgnored);
        PairLog.Write(_folder["a.jsonl"], 0, 150_000);
        var command = Command(_folder["a.jsonl"], "a.db");
        using (var process = new ApplicationProcess(command))
        {
            while (!process.HasExited && !HasPosted()) process.WaitForExit(TimeSpan.FromMilliseconds(20));
            await SpendWhileBillingAsync();
            await RunAsync("kill", signal, process.Id.ToString(CultureInfo.InvariantCulture));
            var (code, _, error) = await process.EndAsync(Cancellation);
            Assert.True(code == 130, $"exit code {code}: {error}");
            Assert.Contains("Run the same command again", error, StringComparison.Ordinal);
        }
        // Another beginning, other rows, and no end: what was posted from the old file is found again by its ids.
        PairLog.Write(_folder["b.jsonl"], 150_000, 100);
        File.WriteAllText(_folder["a.jsonl"], File.ReadAllText(_folder["b.jsonl"]) + File.ReadAllText(_folder["a.jsonl"]));
        var changed = await AnswerAsync(3, [], command);
        var undisturbed = await AnswerAsync(3, [], Command(_folder["a.jsonl"], "b.db"));
        Assert.Equal(undisturbed.GetProperty("ledger_digest").GetString(), changed.GetProperty("ledger_digest").GetString());
    }

    /// <summary>A question in the middle of a run is answered from one state of the ledger, at once.</summary>
    private async Task SpendWhileBillingAsync()
    {
        string[] command = ["spend", "--ledger", _folder["a.db"], "--group-by", "tenant", "--model", "gpt-4o-2024-08-06", "--json"];
        var spend = await ApplicationProcess.JsonAsync(0, Cancellation, command);
        Assert.Equal((long)spend["total"]!["calls"]!, spend["rows"]!.AsArray().Sum(row => (long)row!["calls"]!));
    }

    private bool HasPosted() => File.Exists(_folder["a.db-wal"]) && new FileInfo(_folder["a.db-wal"]).Length > 500_000;

    private static (long, long, long) Counts(JsonElement answer, string first, string second, string third) =>
        (answer.GetProperty(first).GetInt64(), answer.GetProperty(second).GetInt64(), answer.GetProperty(third).GetInt64());

    public void Dispose() => _folder.Dispose();
}
