using System.Diagnostics;
using Accounting.TestKit;

namespace Accounting.BatchClient.Tests.Billing;

/// <summary>What only a process of its own can show.</summary>
[Trait("Category", "Slow")]
public sealed class ProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string[] Command(string ledger) => ["bill", _folder["logs"], "--ledger", _folder[ledger], "--chunk-bytes", "65536", "--workers", "2", "--digest", "--json"];

    private void WriteLogs(int calls)
    {
        Directory.CreateDirectory(_folder["logs"]);
        PairLog.Write(_folder["logs/a.jsonl"], 0, calls);
    }

    [Fact]
    public async Task Bill_Interrupted_StopsAtACleanCheckpointAndGoesOn()
    {
        Assert.SkipWhen(ApplicationProcess.IgnoresInterrupts, ApplicationProcess.InterruptsIgnored);
        var cancellation = TestContext.Current.CancellationToken;
        WriteLogs(150_000);
        var undisturbed = await ApplicationProcess.JsonAsync(3, cancellation, Command("undisturbed.db"));
        using var process = new ApplicationProcess(Command("interrupted.db"));
        while (!process.HasExited && !HasPosted("interrupted.db")) process.WaitForExit(TimeSpan.FromMilliseconds(20));
        using (var interrupt = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])) await interrupt.WaitForExitAsync(cancellation);
        var (code, _, error) = await process.EndAsync(cancellation);
        Assert.True(code == 130, $"exit code {code}: {error}");
        Assert.Contains("Run the same command again", error, StringComparison.Ordinal);
        var resumed = await ApplicationProcess.JsonAsync(3, cancellation, Command("interrupted.db"));
        Assert.Equal((string?)undisturbed["ledger_digest"], (string?)resumed["ledger_digest"]);
        Assert.Equal((long?)undisturbed["read"], (long?)resumed["read"]);
    }

    [Fact]
    public async Task Bill_TwoAtOnceOnOneLedger_SecondRefusesAndReaderGoesOn()
    {
        var cancellation = TestContext.Current.CancellationToken;
        WriteLogs(150_000);
        using var first = new ApplicationProcess(Command("shared.db"));
        while (!first.HasExited && !HasPosted("shared.db")) first.WaitForExit(TimeSpan.FromMilliseconds(20));
        using var second = new ApplicationProcess(Command("shared.db"));
        var (code, _, error) = await second.EndAsync(cancellation);
        Assert.True(code == 1, $"exit code {code}: {error}");
        Assert.Contains("shared.db", error, StringComparison.Ordinal);
        await ApplicationProcess.JsonAsync(0, cancellation, "runs", "list", "--ledger", _folder["shared.db"], "--json");
        Assert.Equal(3, (await first.EndAsync(cancellation)).Code);
    }

    /// <summary>Invariant 11: what is in flight is bounded, whatever the input's size.</summary>
    [Fact]
    public async Task Invariant11_LargeInput_MemoryStaysBounded()
    {
        var cancellation = TestContext.Current.CancellationToken;
        WriteLogs(600_000);
        using var process = new ApplicationProcess(Command("large.db"));
        long peak = 0;
        while (!process.WaitForExit(TimeSpan.FromMilliseconds(50))) peak = Math.Max(peak, PeakBytes(process.Id));
        Assert.Equal(3, (await process.EndAsync(cancellation)).Code);
        Assert.InRange(peak, 1, 400_000_000);
    }

    private bool HasPosted(string ledger) => File.Exists(_folder[ledger + "-wal"]) && new FileInfo(_folder[ledger + "-wal"]).Length > 500_000;

    private static long PeakBytes(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("VmHWM", StringComparison.Ordinal));
            return line is null ? 0 : 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    public void Dispose() => _folder.Dispose();
}
