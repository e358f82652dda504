using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Accounting.TestKit;

/// <summary>
/// A PostgreSQL server for tests. <see cref="Shared"/> is the one of the whole test run: that of <c>ACCOUNTING_TEST_POSTGRES</c> (an
/// address, <c>postgres://user@host:port/database</c>), else one started here on first use and stopped with this process. A test that stops
/// its server starts one of its own. Tests use a schema of their own each.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    public const string NoServer = "There is no PostgreSQL server for tests: install Debian's package postgresql, or set ACCOUNTING_TEST_POSTGRES to an address.";

    private const int StartSecondsMax = 30;

    // The server ends with the test program, also when that is killed: then its standard input ends. "keep" says that it is to be started
    // again.
    private const string Keeper =
        """
        "$1/postgres" -D "$2/data" -p "$3" -k "$2" -c listen_addresses=127.0.0.1 -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200 \
          -c shared_buffers=64MB -c max_wal_size=2GB </dev/null >>"$2/log" 2>&1 &
        server=$!
        cat >/dev/null
        kill -"$(cat "$2/signal" 2>/dev/null || echo INT)" $server
        wait $server
        [ -e "$2/keep" ] || rm -rf "$2"
        """;

    private static readonly Lazy<PostgresServer?> SharedServer = new(FindShared);

    private readonly string _programs;
    private readonly string _folder;
    private readonly int _port;
    private Process? _keeper;

    private PostgresServer(string programs, string folder, int port) => (_programs, _folder, _port) = (programs, folder, port);

    /// <summary>
    /// The address of the server of this test run, or null where there is none: tests that need it call
    /// <c>Assert.SkipWhen(PostgresServer.Shared is null, PostgresServer.NoServer)</c>.
    /// </summary>
    public static string? Shared => Environment.GetEnvironmentVariable("ACCOUNTING_TEST_POSTGRES") is { Length: > 0 } address ? address : SharedServer.Value?.Address;

    /// <summary>The address of a schema that nobody else uses, on the server of this test run. Not made yet.</summary>
    public static string? NewSchema() => Shared is { } address ? $"{address}?schema=test_{Guid.NewGuid():N}" : null;

    /// <summary><c>postgres://postgres@127.0.0.1:PORT/postgres</c>.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"postgres://postgres@127.0.0.1:{_port}/postgres");

    /// <summary>A server of the caller's own, running; null where PostgreSQL is not installed.</summary>
    public static PostgresServer? TryStart()
    {
        if (FindPrograms() is not { } programs) return null;
        var folder = Directory.CreateTempSubdirectory("accounting-postgres-").FullName;
        if (Environment.IsPrivilegedProcess) RunAsRoot("chown", "postgres", folder);
        var server = new PostgresServer(programs, folder, FreePort());
        server.Run($"exec \"$1/initdb\" -D \"$2/data\" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >\"$2/log\" 2>&1").WaitForExit();
        server.Start();
        return server;
    }

    public void Start()
    {
        File.Delete(Path.Combine(_folder, "keep"));
        _keeper = Run(Keeper);
        var since = Stopwatch.StartNew();
        while (!IsAnswering())
        {
            if (since.Elapsed.TotalSeconds > StartSecondsMax || _keeper.WaitForExit(20))
                throw new InvalidOperationException($"PostgreSQL did not start: {File.ReadAllText(Path.Combine(_folder, "log"))}");
        }
    }

    /// <summary>Stops the server so that it can be started again; <paramref name="atOnce"/>: as a crash would.</summary>
    public void Stop(bool atOnce)
    {
        File.WriteAllText(Path.Combine(_folder, "keep"), "");
        File.WriteAllText(Path.Combine(_folder, "signal"), atOnce ? "QUIT" : "INT");
        EndKeeper();
    }

    public void Dispose()
    {
        File.Delete(Path.Combine(_folder, "keep"));
        if (_keeper is null) Directory.Delete(_folder, recursive: true);
        else EndKeeper();
    }

    private static PostgresServer? FindShared()
    {
        var server = TryStart();
        if (server is not null) AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Dispose();
        return server;
    }

    private void EndKeeper()
    {
        _keeper?.StandardInput.Close();
        _keeper?.WaitForExit();
        _keeper?.Dispose();
        _keeper = null;
    }

    private Process Run(string script)
    {
        // PostgreSQL refuses to run as root.
        string[] command = Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--", "sh"] : ["sh"];
        var start = new ProcessStartInfo(command[0]) { RedirectStandardInput = true, WorkingDirectory = "/" };
        foreach (var part in (string[])[.. command[1..], "-c", script, "sh", _programs, _folder, _port.ToString(CultureInfo.InvariantCulture)]) start.ArgumentList.Add(part);
        return Process.Start(start) ?? throw new InvalidOperationException("sh cannot be started.");
    }

    private static void RunAsRoot(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
    }

    private bool IsAnswering()
    {
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(_programs, "pg_isready"), ["-q", "-h", "127.0.0.1", "-p", _port.ToString(CultureInfo.InvariantCulture)]))!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    // Debian keeps the server's programs out of PATH, a folder for each version.
    private static string? FindPrograms()
    {
        var debian = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(folder => Path.Combine(folder, "bin")) : [];
        return debian.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
