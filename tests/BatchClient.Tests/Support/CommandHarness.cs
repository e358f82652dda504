using System.Text;
using System.Text.Json;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Terminal;
using Accounting.TestKit;

namespace Accounting.BatchClient.Tests.Support;

/// <summary>Runs commands in this process, in a temporary folder of their own, and keeps what they wrote.</summary>
internal sealed class CommandHarness : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Folder => _folder.Path;
    public Dictionary<string, string> Environment { get; } = [];
    public FakeLedger? Ledger { get; init; }
    public string Input { get; set; } = "";
    public bool OutIsTerminal { get; set; }
    public TimeProvider Time { get; set; } = new FixedTime(new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero));

    public CommandResult Run(params string[] arguments) => Execute(arguments, TestContext.Current.CancellationToken);

    /// <summary>A command that waits for something, such as a server.</summary>
    public async Task<CommandResult> RunAsync(params string[] arguments)
    {
        var (context, output, error) = NewContext();
        return new(await CommandRunner.RunAsync(arguments, context, TestContext.Current.CancellationToken), output.ToString(), error.ToString());
    }

    /// <summary>Runs on a thread of its own: a command that waits for a silo in this process must not take the threads that the silo needs.</summary>
    public Task<CommandResult> RunApartAsync(string[] arguments, CancellationTokenSource? interrupt = null)
    {
        var token = interrupt?.Token ?? TestContext.Current.CancellationToken;
        return Task.Factory.StartNew(() => Execute(arguments, token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private CommandResult Execute(string[] arguments, CancellationToken cancellationToken)
    {
        var (context, output, error) = NewContext();
        var run = CommandRunner.RunAsync(arguments, context, cancellationToken);
        Assert.True(run.IsCompleted, "The commands tested here are synchronous.");
        return new(run.GetAwaiter().GetResult(), output.ToString(), error.ToString());
    }

    private (CommandContext Context, StringWriter Out, StringWriter Error) NewContext()
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var context = new CommandContext
        {
            Out = output,
            Error = error,
            StandardInput = () => new MemoryStream(Encoding.UTF8.GetBytes(Input)),
            Time = Time,
            Environment = name => Environment.GetValueOrDefault(name),
            WorkingFolder = Folder,
            OutIsTerminal = OutIsTerminal,
            Ledgers = Ledger is { } ledger ? new FakeLedgerOpener(ledger) : new LedgerOpener(),
        };
        return (context, output, error);
    }

    public string Write(string name, string content) => _folder.Write(name, content);

    public void Dispose() => _folder.Dispose();

    public sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}

internal sealed record CommandResult(int ExitCode, string Out, string Error)
{
    public JsonElement Json
    {
        get
        {
            using var document = JsonDocument.Parse(Out);
            return document.RootElement.Clone();
        }
    }

    public void AssertDone() => Assert.True(ExitCode == 0, Error);

    /// <summary>The answer is exactly this JSON: members in any order, numbers as written.</summary>
    public void AssertJson(string expected)
    {
        using var document = JsonDocument.Parse(expected);
        Assert.True(JsonElement.DeepEquals(document.RootElement, Json), $"Expected {expected}\nbut was  {Out}{Error}");
    }
}
