using Accounting.TestKit;

namespace Accounting.Silo.Tests.Health;

/// <summary>The health check of an image that has nothing but the program itself.</summary>
public class HealthCommandTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Health_OfASiloThatIsReadyAndThenGone_EndsWith0AndThen1()
    {
        using var folder = new TemporaryFolder();
        using var silo = SiloProcess.Start(folder.Path);
        await silo.WaitReadyAsync(Token);
        var (ready, answer, _) = await AskAsync(folder.Path, silo.HealthPort);
        Assert.Equal((0, true), (ready, answer.Contains("\"joined\":\"Healthy\"", StringComparison.Ordinal)));
        silo.Kill();
        var (gone, reason, _) = await AskAsync(folder.Path, silo.HealthPort);
        Assert.Equal((1, true), (gone, reason.Contains($"No silo answers at http://127.0.0.1:{silo.HealthPort}/readyz", StringComparison.Ordinal)));
    }

    private static Task<ProgramEnd> AskAsync(string folder, int port) => SiloProcess.RunAsync(folder, Token, "health", $"--Silo:Endpoints:HealthPort={port}");
}
