using System.Diagnostics;
using Accounting.BatchClient.Tests.Billing;
using Accounting.TestKit;

namespace Accounting.BatchClient.Tests.Reprice;

/// <summary>Invariant 9 with a real process: killed at any moment, a repricing is applied or it is not, and the same command again gives the same ledger.</summary>
[Trait("Category", "Slow")]
public sealed class RepriceKillTests : IDisposable
{
    private const int Calls = 40_000;
    private const int Kills = 8;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Invariant09_KilledAtRandomMoments_IsAppliedAsAWholeOrNotAtAll()
    {
        var token = TestContext.Current.CancellationToken;
        PairLog.Write(_folder["log.jsonl"], 0, Calls);
        string[] bill = ["bill", _folder["log.jsonl"], "--tenant-from", "request.user", "--ledger", _folder["base.db"], "--digest", "--json"];
        string[] register = ["models", "register", "nobody-knows-this-model", "--provider", "openai", "--input", "2", "--output", "8", "--ledger", _folder["base.db"], "--json"];
        var billed = (string?)(await ApplicationProcess.JsonAsync(3, token, bill))["ledger_digest"];
        await ApplicationProcess.JsonAsync(0, token, register);
        var watch = Stopwatch.StartNew();
        var entries = (long)(await ApplicationProcess.JsonAsync(0, token, Apply(Copy("undisturbed"))))["entries"]!;
        var usual = watch.Elapsed;
        var wanted = await DigestAsync("undisturbed");
        Assert.True(entries > 100);

        const int seed = 20261122;
        var random = new Random(seed);
        for (var kill = 0; kill < Kills; kill++)
        {
            var (ledger, moment) = (Copy($"killed-{kill}"), usual * random.NextDouble());
            using (var process = new ApplicationProcess(Apply(ledger)))
            {
                process.WaitForExit(moment);
                process.Kill();
                await process.EndAsync(token);
            }
            var left = await DigestAsync($"killed-{kill}");
            Assert.True(left == billed || left == wanted, $"seed {seed}, kill {kill} after {moment}: {left} is neither the ledger before nor the one after.");
            var again = (long)(await ApplicationProcess.JsonAsync(0, token, Apply(ledger)))["entries"]!;
            Assert.Equal(left == wanted ? 0 : entries, again);
            Assert.Equal(wanted, await DigestAsync($"killed-{kill}"));
        }
    }

    // verify fails where the ledger, or its sums by day and month, contradict themselves.
    private async Task<string?> DigestAsync(string name) =>
        (string?)(await ApplicationProcess.JsonAsync(0, TestContext.Current.CancellationToken, "verify", "--ledger", _folder[$"{name}.db"], "--json"))["ledger_digest"];

    private string Copy(string name)
    {
        File.Copy(_folder["base.db"], _folder[$"{name}.db"]);
        return _folder[$"{name}.db"];
    }

    private static string[] Apply(string ledger) => ["reprice", "--apply", "--reason", "the price came late", "--ledger", ledger, "--json"];

    public void Dispose() => _folder.Dispose();
}
