using System.Diagnostics;
using Accounting.TestKit;

namespace Accounting.BatchClient.Tests.Billing;

/// <summary>Invariant 2 with a real process: killed at any moment, the same command again gives the same ledger.</summary>
[Trait("Category", "Slow")]
public sealed class KillTests : IDisposable
{
    private const int Calls = 200_000;
    private const int Kills = 50;
    private const int ServerKills = 8;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public Task Invariant02_KilledAtRandomMoments_SameDigestAsUndisturbed() => KillAndGoOnAsync(Kills, name => _folder[$"{name}.db"]);

    [Fact]
    public Task Invariant02_KilledOnAServer_SameDigestAsUndisturbed()
    {
        Assert.SkipWhen(PostgresServer.Shared is null, PostgresServer.NoServer);
        // A new schema for each name.
        var schemas = new Dictionary<string, string>();
        return KillAndGoOnAsync(ServerKills, name => schemas.TryGetValue(name, out var address) ? address : schemas[name] = PostgresServer.NewSchema()!);
    }

    private async Task KillAndGoOnAsync(int kills, Func<string, string> ledgerOf)
    {
        var cancellation = TestContext.Current.CancellationToken;
        Directory.CreateDirectory(_folder["logs"]);
        for (var part = 0; part < 4; part++) PairLog.Write(_folder[$"logs/part-{part}.jsonl"], part * Calls / 4, Calls / 4);
        var watch = Stopwatch.StartNew();
        var undisturbed = await ApplicationProcess.JsonAsync(3, cancellation, Command(ledgerOf("undisturbed")));
        var usual = watch.Elapsed;
        Assert.Equal(Calls, (long)undisturbed["accepted"]!);

        const int seed = 20261122;
        var random = new Random(seed);
        var interrupted = 0;
        for (var kill = 0; kill < kills; kill++)
        {
            var ledger = ledgerOf($"killed-{kill}");
            var moment = usual * random.NextDouble();
            using (var process = new ApplicationProcess(Command(ledger)))
            {
                if (!process.WaitForExit(moment)) interrupted++;
                process.Kill();
                await process.EndAsync(cancellation);
            }
            // 0: it was done before it was killed, and all inputs are skipped as unchanged.
            var after = await ApplicationProcess.JsonAsync([0, 3], cancellation, Command(ledger));
            Assert.True(
                (string?)undisturbed["ledger_digest"] == (string?)after["ledger_digest"],
                $"seed {seed}, kill {kill} after {moment}: {after["ledger_digest"]} instead of {undisturbed["ledger_digest"]}.");
            foreach (var file in Directory.EnumerateFiles(_folder.Path, $"killed-{kill}.*")) File.Delete(file);
        }
        Assert.True(interrupted > kills / 2, $"Only {interrupted} of {kills} runs were killed before their end.");
    }

    private string[] Command(string ledger) => ["bill", _folder["logs"], "--ledger", ledger, "--chunk-bytes", "1048576", "--digest", "--json"];

    public void Dispose() => _folder.Dispose();
}
