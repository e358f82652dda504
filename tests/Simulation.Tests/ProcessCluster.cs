using System.Diagnostics;
using System.Text.Json.Nodes;
using Accounting.TestKit;

namespace Accounting.Simulation.Tests;

/// <summary>PostgreSQL, two silos and their clients, all as processes with sockets between them.</summary>
internal sealed class ProcessCluster : IDisposable
{
    private static readonly string Accounting = BuiltProgram.PathOf("BatchClient", "accounting");

    private readonly TemporaryFolder _folder;

    private ProcessCluster(TemporaryFolder folder, PostgresServer server) => (_folder, Server) = (folder, server);

    /// <summary>The database, of this cluster alone.</summary>
    public PostgresServer Server { get; }

    public List<SiloProcess> Silos { get; } = [];

    /// <summary>What <c>--cluster</c> takes: all gateways.</summary>
    public string Address => string.Join(',', Silos.Select(silo => $"127.0.0.1:{silo.GatewayPort}"));

    /// <summary>Two silos that are ready. Skips the test where there is no PostgreSQL.</summary>
    public static async Task<ProcessCluster> StartAsync(TemporaryFolder folder, CancellationToken cancellationToken)
    {
        var server = PostgresServer.TryStart();
        Assert.SkipWhen(server is null, PostgresServer.NoServer);
        var cluster = new ProcessCluster(folder, server);
        try
        {
            var made = await SiloProcess.RunAsync(folder.Path, cancellationToken, "init-db", $"--Silo:Ledger:Address={server.Address}");
            Assert.True(made.Code == 0, made.Errors);
            string[] settings =
            [
                $"Ledger:Address={server.Address}", "Membership:ProbeTimeoutMs=1000", "Membership:MissedProbes=2", "Membership:RefreshIntervalMs=2000", "Membership:AliveIntervalMs=2000",
            ];
            for (var silo = 0; silo < 2; silo++) cluster.Silos.Add(SiloProcess.Start(folder.Path, settings));
            foreach (var silo in cluster.Silos) await silo.WaitReadyAsync(cancellationToken);
            return cluster;
        }
        catch
        {
            cluster.Dispose();
            throw;
        }
    }

    /// <summary>Starts a bill of a folder; it writes its answer as JSON.</summary>
    public Process StartBill(string logs) => BuiltProgram.Start(Accounting, _folder.Path, BillArguments(logs));

    /// <summary>Bills a folder to its end.</summary>
    public Task<ProgramEnd> BillAsync(string logs, CancellationToken cancellationToken, params string[] options) =>
        BuiltProgram.RunAsync(Accounting, _folder.Path, [.. BillArguments(logs), .. options], cancellationToken);

    /// <summary>Asks the ledger itself, beside the cluster.</summary>
    public Task<ProgramEnd> AskAsync(CancellationToken cancellationToken, params string[] command) =>
        BuiltProgram.RunAsync(Accounting, _folder.Path, [.. command, "--ledger", Server.Address, "--json"], cancellationToken);

    /// <summary>Holds the ledger to what a local bill gave: the digest, all checks, and each call once.</summary>
    public async Task VerifyAsync(GeneratedLog log, string what, CancellationToken cancellationToken)
    {
        var verify = await AskAsync(cancellationToken, "verify");
        Assert.True(verify.Code == 0, $"{what}: {verify.Output}{verify.Errors}");
        Assert.Equal(log.Digest, JsonNode.Parse(verify.Output)!["ledger_digest"]!.GetValue<string>());
        foreach (var silo in Silos)
            TestContext.Current.TestOutputHelper?.WriteLine($"{what}: a silo held {silo.PeakMemoryBytes >> 20} MiB at most since its last start.");
    }

    public void Dispose()
    {
        foreach (var silo in Silos) silo.Dispose();
        Server.Dispose();
    }

    private string[] BillArguments(string logs) => ["bill", logs, "--cluster", Address, "--chunk-bytes", "524288", "--json"];
}
