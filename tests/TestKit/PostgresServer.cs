using System.Diagnostics;
using System.Globalization;

namespace Accounting.TestKit;

/// <summary>
/// A PostgreSQL server for tests. <see cref="Shared"/> is the one of the whole test run: that of <c>ACCOUNTING_TEST_POSTGRES</c> (an
/// address, <c>postgres://user@host:port/database</c>), else one started here on first use, which ends with this process however that ends.
/// A test that stops its server starts one of its own. Tests use a schema of their own each.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    public const string NoServer = "There is no PostgreSQL server for tests: install Debian's package postgresql, or set ACCOUNTING_TEST_POSTGRES to an address.";

    private static readonly Lazy<Process?> SharedServer = new(() => Run([]));
    private static readonly Lazy<string?> SharedAddress = new(() => SharedServer.Value?.StandardOutput.ReadLine());

    private readonly TemporaryFolder _folder;
    private Process? _server;

    private PostgresServer(TemporaryFolder folder, Process server, string address) => (_folder, _server, Address) = (folder, server, address);

    /// <summary>
    /// The address of the server of this test run, or null where there is none: tests that need it call
    /// <c>Assert.SkipWhen(PostgresServer.Shared is null, PostgresServer.NoServer)</c>.
    /// </summary>
    public static string? Shared =>
        Environment.GetEnvironmentVariable("ACCOUNTING_TEST_POSTGRES") is { Length: > 0 } address ? address : SharedAddress.Value;

    /// <summary><c>postgres://postgres@127.0.0.1:PORT/postgres</c>.</summary>
    public string Address { get; }

    /// <summary>The address of a schema that nobody else uses, on the server of this test run. Not made yet.</summary>
    public static string? NewSchema() => Shared is { } address ? $"{address}?schema=test_{Guid.NewGuid():N}" : null;

    /// <summary>A server of the caller's own, running; null where PostgreSQL is not installed.</summary>
    public static PostgresServer? TryStart()
    {
        var folder = new TemporaryFolder();
        if (Run([folder.Path]) is { } server && server.StandardOutput.ReadLine() is { } address) return new(folder, server, address);
        folder.Dispose();
        return null;
    }

    /// <summary>Starts the server again, at the same address.</summary>
    public void Start()
    {
        _server = Run([_folder.Path, new Uri(Address).Port.ToString(CultureInfo.InvariantCulture)]);
        if (_server?.StandardOutput.ReadLine() != Address) throw new InvalidOperationException("The PostgreSQL server did not start again.");
    }

    /// <summary>Stops the server so that it can be started again; <paramref name="atOnce"/>: as a crash would.</summary>
    public void Stop(bool atOnce)
    {
        _folder.Write("signal", atOnce ? "QUIT" : "INT");
        End();
    }

    public void Dispose()
    {
        End();
        _folder.Dispose();
    }

    private void End()
    {
        _server?.StandardInput.Close();
        _server?.WaitForExit();
        _server?.Dispose();
        _server = null;
    }

    private static Process? Run(string[] arguments)
    {
        if (OperatingSystem.IsWindows()) return null;
        var script = Path.Combine(Checkout.Root, "eng", "test-postgres");
        return Process.Start(new ProcessStartInfo("sh", [script, .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true });
    }
}
