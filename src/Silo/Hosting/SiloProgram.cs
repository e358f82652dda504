using Accounting.Core.Ledger;
using Accounting.Silo.Configuration;
using Accounting.Silo.Health;
using Microsoft.AspNetCore.Connections;

namespace Accounting.Silo.Hosting;

/// <summary>The program <c>accounting-silo</c>: what its arguments mean, and what it ends with.</summary>
internal static class SiloProgram
{
    /// <summary>Ended as asked.</summary>
    public const int Done = 0;
    /// <summary>Could not start, or go on.</summary>
    public const int Failed = 1;
    /// <summary>Wrong arguments or settings.</summary>
    public const int WrongUsage = 2;

    private const string Usage = """
        Usage: accounting-silo [--Silo:SETTING=VALUE...]            runs a silo until it is asked to stop
               accounting-silo init-db [--Silo:SETTING=VALUE...]    makes the tables of the ledger and the membership; does nothing where they are
               accounting-silo health [--Silo:SETTING=VALUE...]     asks the silo that runs here whether it is ready; ends with 1 if it is not

        Without settings: one silo on this machine, its ledger in the file accounting.db. Settings come from appsettings.json beside the program, the
        environment (Silo__Ledger__Address) and the command line (--Silo:Ledger:Address=postgres://user@host/database); src/Silo/README.md lists them.
        """;

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors)
    {
        var command = args.FirstOrDefault() ?? "";
        if (command is "-h" or "--help" or "help")
        {
            await output.WriteLineAsync(Usage);
            return Done;
        }
        if (command.Length > 0 && command[0] != '-' && command is not ("init-db" or "health"))
        {
            await errors.WriteLineAsync($"accounting-silo: '{command}' is not a command.{Environment.NewLine}{Usage}");
            return WrongUsage;
        }
        try
        {
            if (command == "health") return await HealthCommand.RunAsync(args[1..], output) ? Done : Failed;
            if (command == "init-db") await InitDatabase.RunAsync(args[1..], output);
            else await RunSiloAsync(args);
            return Done;
        }
        catch (SettingsException exception)
        {
            await errors.WriteLineAsync($"accounting-silo: the settings are wrong ({exception.Problems.Count}):");
            foreach (var problem in exception.Problems) await errors.WriteLineAsync($"  {problem}");
            return WrongUsage;
        }
        catch (Exception exception) when (Explain(exception) is { } reason)
        {
            await errors.WriteLineAsync($"accounting-silo: {reason}");
            return Failed;
        }
    }

    private static async Task RunSiloAsync(string[] args)
    {
        using var host = SiloHost.Build(args);
        await host.RunAsync();
    }

    // What an operator can do something about; anything else is a fault of ours and keeps its stack trace.
    private static string? Explain(Exception exception) => exception switch
    {
        LedgerException => exception.Message,
        IOException { InnerException: AddressInUseException } => $"{exception.Message} Set Silo:Endpoints:HealthPort.",
        OperationCanceledException =>
            "stopping took longer than Silo:Stop:TimeoutMs. What was stored stays stored; the rest is posted again by the client.",
        AggregateException { InnerException: { } inner } => Explain(inner),
        _ => exception.InnerException is { } inner ? Explain(inner) : null,
    };
}
