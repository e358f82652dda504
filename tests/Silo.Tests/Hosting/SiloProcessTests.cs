using System.Diagnostics;
using System.Net;
using Accounting.TestKit;

namespace Accounting.Silo.Tests.Hosting;

/// <summary>The program as an operator starts, asks and stops it.</summary>
public class SiloProcessTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Silo_WithoutALedgerNamed_IsReadyStopsAndLeavesALedger()
    {
        using var folder = new TemporaryFolder();
        using var silo = SiloProcess.Start(folder.Path);
        await silo.WaitReadyAsync(Token);
        Assert.Equal(HttpStatusCode.OK, await silo.GetAsync("healthz", Token));
        var since = Stopwatch.StartNew();
        Assert.Equal(0, await silo.StopAsync(Token));
        Assert.True(since.Elapsed < TimeSpan.FromSeconds(25), $"Stopping took {since.Elapsed}.");
        Assert.True(File.Exists(folder["accounting.db"]));
        Assert.Contains("\"LogLevel\":\"Information\"", silo.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silo_Killed_StartsAgainOnItsPortsWithItsLedger()
    {
        using var folder = new TemporaryFolder();
        using var silo = SiloProcess.Start(folder.Path);
        await silo.WaitReadyAsync(Token);
        Assert.InRange(silo.PeakMemoryBytes, 1, 400L * 1024 * 1024);
        silo.Kill();
        silo.Restart();
        await silo.WaitReadyAsync(Token);
        Assert.Equal(0, await silo.StopAsync(Token));
    }

    [Fact]
    public async Task Silo_WrongSettings_TellsAllOfThemAndEndsWith2()
    {
        using var folder = new TemporaryFolder();
        var (code, _, errors) = await SiloProcess.RunAsync(
            folder.Path, Token, "--Silo:Endpoints:SiloPort=70000", "--Silo:Membership:MissedProbes=none", "--Silo:Ledger:Adress=x.db");
        Assert.Equal(2, code);
        Assert.Equal(
            """
            accounting-silo: the settings are wrong (3):
              Silo:Endpoints:SiloPort is '70000'; expected is a whole number from 1 to 65535.
              Silo:Membership:MissedProbes is 'none'; expected is a whole number from 1 to 100.
              Silo:Ledger:Adress is not a setting. Is Silo:Ledger:Address meant?

            """,
            errors);
    }

    [Theory]
    [InlineData("bill", 2, "'bill' is not a command")]
    [InlineData("--help", 0, "init-db")]
    public async Task Program_Argument_IsAnswered(string argument, int expected, string text)
    {
        using var folder = new TemporaryFolder();
        var (code, output, errors) = await SiloProcess.RunAsync(folder.Path, Token, argument);
        Assert.Equal(expected, code);
        Assert.Contains(text, output + errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silo_PortsInUse_SaysWhichSettingToChange()
    {
        using var folder = new TemporaryFolder();
        using var silo = SiloProcess.Start(folder.Path);
        await silo.WaitReadyAsync(Token);
        using var other = new TemporaryFolder();
        string[] ports = [$"SiloPort={silo.SiloPort}", $"GatewayPort={silo.SiloPort - 1}", $"HealthPort={silo.SiloPort - 2}"];
        var (code, _, errors) = await SiloProcess.RunAsync(other.Path, Token, [.. ports.Select(port => $"--Silo:Endpoints:{port}")]);
        Assert.Equal(2, code);
        Assert.Contains($"Silo:Endpoints:SiloPort is '{silo.SiloPort}'; expected is a port that is free on this machine", errors, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await silo.GetAsync("readyz", Token));
    }

    [Fact]
    public async Task InitDb_AFileTwice_DoesNothingTheSecondTime()
    {
        using var folder = new TemporaryFolder();
        for (var time = 0; time < 2; time++)
        {
            var (code, output, errors) = await SiloProcess.RunAsync(folder.Path, Token, "init-db", "--Silo:Ledger:Address=a.db");
            Assert.Equal((0, ""), (code, errors));
            Assert.Contains("a.db has all its tables", output, StringComparison.Ordinal);
        }
        Assert.True(File.Exists(folder["a.db"]));
    }
}
