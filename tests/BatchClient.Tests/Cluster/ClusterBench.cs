using Accounting.BatchClient.Tests.Billing;
using Accounting.BatchClient.Tests.Support;

namespace Accounting.BatchClient.Tests.Cluster;

/// <summary>Logs with repeats, conflicts and bad records, what billing them here gives, and the same command to a silo.</summary>
internal sealed class ClusterBench : IDisposable
{
    private const int Calls = 500;

    private readonly CommandHarness _harness = new();
    private readonly string _logs;

    public ClusterBench()
    {
        _logs = Path.Combine(_harness.Folder, "logs");
        Directory.CreateDirectory(_logs);
        PairLog.Write(Path.Combine(_logs, "a.jsonl"), 0, Calls);
        PairLog.Write(Path.Combine(_logs, "b.jsonl"), Calls, Calls);
        // The same ids as in the middle of a.jsonl, with other quantities, and again as they were: whichever stands first in the plan is billed.
        var conflicting = Enumerable.Range(Calls / 2, 50).Select(number => PairLog.Record(number, promptTokens: 5000) + "\n");
        var repeated = Enumerable.Range(Calls / 2, 50).Select(number => PairLog.Record(number) + "\n");
        _harness.Write("logs/c.jsonl", string.Concat(conflicting.Concat(["no JSON\n"]).Concat(repeated)));
        var result = _harness.Run("bill", _logs, "--ledger", "here.db", "--quarantine", "here.jsonl", "--digest", "--json");
        Assert.True(result.ExitCode == 3, result.Error);
        Here = ClusterAnswers.WithoutChance(result.Out);
        DigestHere = result.Json.GetProperty("ledger_digest").GetString()!;
    }

    public CommandHarness Harness => _harness;
    public string Logs => _logs;

    /// <summary>The answer of the command that billed here.</summary>
    public string Here { get; }
    public string DigestHere { get; }
    public string QuarantineHere => QuarantineOf("here.jsonl");

    public async Task<TestSilo> StartSiloAsync(TestSiloOptions? options = null)
    {
        var silo = new TestSilo(Path.Combine(_harness.Folder, "cluster.db"), options ?? new());
        await silo.StartAsync(TestContext.Current.CancellationToken);
        return silo;
    }

    public async Task<string> BillThereAsync(TestSilo silo, params string[] options)
    {
        var result = await RunThereAsync(silo, null, options);
        Assert.True(result.ExitCode == 3, result.Error);
        return ClusterAnswers.WithoutChance(result.Out);
    }

    public Task<CommandResult> RunThereAsync(TestSilo silo, CancellationTokenSource? interrupt, params string[] options) =>
        _harness.RunApartAsync(["bill", _logs, "--cluster", silo.Address, "--quarantine", "there.jsonl", "--digest", "--json", .. options], interrupt);

    public string QuarantineThere() => QuarantineOf("there.jsonl");

    public async Task<string> DigestThereAsync(TestSilo silo)
    {
        var result = await _harness.RunApartAsync(["verify", "--cluster", silo.Address, "--json"]);
        result.AssertDone();
        return result.Json.GetProperty("ledger_digest").GetString()!;
    }

    /// <summary>Takes the newest run back, so that the same can be billed again.</summary>
    public async Task VoidThereAsync(TestSilo silo)
    {
        var runs = await _harness.RunApartAsync(["runs", "list", "--cluster", silo.Address, "--json"]);
        runs.AssertDone();
        var name = runs.Json.GetProperty("runs")[0].GetProperty("run").GetString()!;
        (await _harness.RunApartAsync(["runs", "void", name, "--reason", "again", "--cluster", silo.Address])).AssertDone();
    }

    public void Dispose() => _harness.Dispose();

    // A conflict names the run that posted the other call, which has another name in each ledger.
    private string QuarantineOf(string file) => ClusterAnswers.RunName().Replace(File.ReadAllText(Path.Combine(_harness.Folder, file)), "RUN");
}
