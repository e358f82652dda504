using System.Diagnostics;
using System.Net;
using Accounting.Storage.Postgres;
using Accounting.Storage.Postgres.Membership;
using Accounting.TestKit;
using Orleans.Runtime;

namespace Accounting.Silo.Tests.Hosting;

/// <summary>Several silos as processes on one PostgreSQL.</summary>
public class SiloClusterTests
{
    private static readonly string[] FastProbes =
    [
        "Membership:ProbeTimeoutMs=1000", "Membership:MissedProbes=3", "Membership:RefreshIntervalMs=1000", "Membership:AliveIntervalMs=500",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Silo_TablesNotMade_SaysHowToMakeThem()
    {
        Assert.SkipWhen(PostgresServer.Shared is null, PostgresServer.NoServer);
        using var folder = new TemporaryFolder();
        var address = PostgresServer.NewSchema()!;
        var (code, _, errors) = await SiloProcess.RunAsync(folder.Path, Token, $"--Silo:Ledger:Address={address}");
        Assert.Equal(1, code);
        Assert.Contains("accounting-silo init-db", errors, StringComparison.Ordinal);
        Assert.DoesNotContain(" at ", errors.Replace(" at postgres://", "", StringComparison.Ordinal), StringComparison.Ordinal); // No stack trace.
    }

    [Fact]
    public async Task Silos_OneIsKilled_TheOtherDeclaresItDeadAndItComesBack()
    {
        Assert.SkipWhen(PostgresServer.Shared is null, PostgresServer.NoServer);
        using var folder = new TemporaryFolder();
        var address = PostgresServer.NewSchema()!;
        for (var time = 0; time < 2; time++)
        {
            var (code, _, errors) = await SiloProcess.RunAsync(folder.Path, Token, "init-db", $"--Silo:Ledger:Address={address}");
            Assert.Equal((0, ""), (code, errors));
        }
        string[] settings = [$"Ledger:Address={address}", .. FastProbes];
        using var first = SiloProcess.Start(folder.Path, settings);
        await first.WaitReadyAsync(Token);
        using var second = SiloProcess.Start(folder.Path, settings);
        await second.WaitReadyAsync(Token);
        await using var table = MembershipTable.Open(PostgresAddress.Parse(address));
        var both = new[] { first.SiloPort, second.SiloPort }.Order().ToArray();
        await WaitForActiveAsync(table, first, both);

        second.Kill();
        await WaitForActiveAsync(table, first, first.SiloPort);
        second.Restart();
        await second.WaitReadyAsync(Token);
        await WaitForActiveAsync(table, first, both);

        await second.StopAsync(Token);
        await WaitForActiveAsync(table, first, first.SiloPort);
        Assert.Equal(HttpStatusCode.OK, await first.GetAsync("readyz", Token));
        await first.StopAsync(Token);
    }

    [Fact]
    public async Task Silo_PostgresStopsAndStarts_IsNotReadyInBetween()
    {
        using var server = PostgresServer.TryStart();
        Assert.SkipWhen(server is null, PostgresServer.NoServer);
        using var folder = new TemporaryFolder();
        var (code, _, errors) = await SiloProcess.RunAsync(folder.Path, Token, "init-db", $"--Silo:Ledger:Address={server.Address}");
        Assert.Equal((0, ""), (code, errors));
        using var silo = SiloProcess.Start(folder.Path, [$"Ledger:Address={server.Address}", .. FastProbes]);
        await silo.WaitReadyAsync(Token);
        server.Stop(atOnce: true);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await silo.GetAsync("readyz", Token));
        Assert.Equal(HttpStatusCode.OK, await silo.GetAsync("healthz", Token));
        server.Start();
        await silo.WaitReadyAsync(Token);
        Assert.Equal(0, await silo.StopAsync(Token));
    }

    private static Task WaitForActiveAsync(MembershipTable table, SiloProcess witness, params int[] ports) => WaitForAsync(
        table, witness, silos => silos.Where(silo => silo.Status == (int)SiloStatus.Active).Select(silo => silo.Id.Port).Order().SequenceEqual(ports),
        $"the active silos are those at {string.Join(" and ", ports)}");

    private static async Task WaitForAsync(MembershipTable table, SiloProcess witness, Predicate<IReadOnlyList<SiloRow>> condition, string what)
    {
        var since = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            var silos = (await table.ReadAllAsync("accounting", Token)).Silos;
            if (condition(silos)) return;
            Assert.True(since.Elapsed < TimeSpan.FromSeconds(60), $"Awaited: {what}. The table has {string.Join(", ", silos)}. The log:\n{witness.Output}");
            await timer.WaitForNextTickAsync(Token);
        }
    }
}
