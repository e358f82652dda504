using System.Diagnostics;
using System.Globalization;
using Accounting.TestKit;

namespace Accounting.Simulation.Tests;

/// <summary>
/// Bills seeded logs over a cluster of processes, and disturbs it meanwhile: the ledger is that of an undisturbed bill on one machine. No call is lost, none is posted twice.
/// </summary>
public class WholeSystemTests
{
    private const int Seed = 20261122;
    private const int Calls = 100_000;
    private const int TimeoutMs = 15 * 60 * 1000; // A cluster that never ends must fail its test, not hold it up.

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bill_OverACluster_GivesTheLocalLedger()
    {
        using var folder = new TemporaryFolder();
        using var cluster = await ProcessCluster.StartAsync(folder, Token);
        var log = await GeneratedLog.CreateAsync(folder, 2_000, Seed, Token);
        await BillAsync(cluster, log, "undisturbed");
        await BillAsync(cluster, log, "again");
    }

    [Fact(Timeout = TimeoutMs), Trait("Category", "Simulation")]
    public async Task Bill_SilosKilledInTurn_GivesTheLocalLedger()
    {
        using var folder = new TemporaryFolder();
        using var cluster = await ProcessCluster.StartAsync(folder, Token);
        var log = await GeneratedLog.CreateAsync(folder, Calls, Seed, Token);
        var kills = 0;
        await WhileAsync(BillAsync(cluster, log, "silos killed"), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(20), () =>
        {
            cluster.Silos[kills++ % cluster.Silos.Count].Restart();
            return Task.CompletedTask;
        });
        Assert.NotEqual(0, kills);
    }

    [Fact(Timeout = TimeoutMs), Trait("Category", "Simulation")]
    public async Task Bill_ClientKilled_GoesOnWhereItWas()
    {
        const int Kills = 5;
        using var folder = new TemporaryFolder();
        using var cluster = await ProcessCluster.StartAsync(folder, Token);
        var log = await GeneratedLog.CreateAsync(folder, Calls, Seed, Token);
        var random = new Random(Seed);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        for (var kill = 0; kill < Kills; kill++)
        {
            using var client = cluster.StartBill(log.Folder);
            var seconds = random.Next(1, 5);
            for (var second = 0; second < seconds; second++) await timer.WaitForNextTickAsync(Token);
            client.Kill();
            await client.WaitForExitAsync(Token);
        }
        await BillAsync(cluster, log, $"client killed, seed {Seed}");
    }

    [Fact(Timeout = TimeoutMs), Trait("Category", "Simulation")]
    public async Task Bill_PostgresRestarted_GivesTheLocalLedger()
    {
        using var folder = new TemporaryFolder();
        using var cluster = await ProcessCluster.StartAsync(folder, Token);
        var log = await GeneratedLog.CreateAsync(folder, Calls, Seed, Token);
        var restarts = 0;
        await WhileAsync(BillAsync(cluster, log, "PostgreSQL restarted"), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(10), () =>
        {
            cluster.Server.Stop(atOnce: restarts++ % 2 == 0);
            cluster.Server.Start();
            return Task.CompletedTask;
        });
        Assert.NotEqual(0, restarts);
    }

    [Fact(Timeout = TimeoutMs), Trait("Category", "Simulation")]
    public async Task RegisterModels_AThousandBesideABill_LosesNoneAndGivesTheLocalLedger()
    {
        const int Clients = 50, Models = 1_000;
        using var folder = new TemporaryFolder();
        using var cluster = await ProcessCluster.StartAsync(folder, Token);
        var log = await GeneratedLog.CreateAsync(folder, Calls, Seed, Token);
        var bill = BillAsync(cluster, log, "prices registered");
        var versions = await PriceClients.RegisterAsync(cluster, Clients, Models, Token);
        await bill;
        Assert.Equal(Models, versions.Distinct().Count());
        var models = await cluster.AskAsync(Token, "models", "list");
        Assert.Equal(Models, Enumerable.Range(0, Models).Count(model => models.Output.Contains($"\"{PriceClients.ModelPrefix}{model}\"", StringComparison.Ordinal)));
    }

    [Fact(Timeout = TimeoutMs), Trait("Category", "Simulation")]
    public async Task Invariant11_ClientSendsTwentyTimesWhatSilosTake_MemoryStaysBounded()
    {
        const long MemoryMax = 1L << 30;
        using var folder = new TemporaryFolder();
        using var cluster = await ProcessCluster.StartAsync(folder, Token);
        var log = await GeneratedLog.CreateAsync(folder, Calls, Seed, Token);
        var window = 20 * Environment.ProcessorCount * cluster.Silos.Count;
        await BillAsync(cluster, log, "overload", "--workers", window.ToString(CultureInfo.InvariantCulture), "--usage", "verify");
        Assert.All(cluster.Silos, silo => Assert.InRange(silo.PeakMemoryBytes, 0, MemoryMax));
    }

    private static async Task BillAsync(ProcessCluster cluster, GeneratedLog log, string what, params string[] options)
    {
        var since = Stopwatch.StartNew();
        var end = await cluster.BillAsync(log.Folder, Token, options);
        Assert.True(end.Code == log.ExitCode, $"{what}: the bill ended with {end.Code}.\n{end.Errors}\n{string.Join('\n', cluster.Silos.Select(silo => silo.Output))}");
        TestContext.Current.TestOutputHelper?.WriteLine($"{what}: {since.Elapsed.TotalSeconds:0.0} s.");
        await cluster.VerifyAsync(log, what, Token);
    }

    // Does something once after a while, and then again and again, until the work has ended.
    private static async Task WhileAsync(Task work, TimeSpan first, TimeSpan every, Func<Task> disturb)
    {
        using var timer = new PeriodicTimer(first);
        while (await Task.WhenAny(work, timer.WaitForNextTickAsync(Token).AsTask()) != work)
        {
            timer.Period = every;
            await disturb();
        }
        await work;
    }
}
