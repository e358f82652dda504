using System.Runtime.InteropServices;

namespace Accounting.BatchClient.Terminal;

/// <summary>
/// The process's own standard streams, environment and signals. The first Ctrl-C (or SIGTERM) asks for a clean stop, the second ends the
/// process at once.
/// </summary>
internal sealed class ProcessTerminal : IAsyncDisposable
{
    private const int BufferChars = 32 * 1024;

    private readonly CancellationTokenSource _interrupted = new();
    private readonly List<PosixSignalRegistration> _signals = [];
    private readonly StreamWriter _out;

    public ProcessTerminal()
    {
        _out = new(new ResultStream(Console.OpenStandardOutput()), CommandContext.Utf8, BufferChars) { NewLine = "\n" };
        Context = new()
        {
            Out = _out,
            Error = new StreamWriter(Console.OpenStandardError(), CommandContext.Utf8) { AutoFlush = true, NewLine = "\n" },
            StandardInput = Console.OpenStandardInput,
            Time = TimeProvider.System,
            Environment = Environment.GetEnvironmentVariable,
            WorkingFolder = Environment.CurrentDirectory,
            InputIsTerminal = !Console.IsInputRedirected,
            OutIsTerminal = !Console.IsOutputRedirected,
            ErrorIsTerminal = !Console.IsErrorRedirected,
        };
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt));
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt));
    }

    public CommandContext Context { get; }

    public CancellationToken Interrupted => _interrupted.Token;

    public async ValueTask DisposeAsync()
    {
        foreach (var signal in _signals) signal.Dispose();
        try
        {
            await _out.DisposeAsync();
        }
        catch (BrokenPipeException)
        {
            // Nobody reads any more, and the exit code is decided already.
        }
        await Context.Error.DisposeAsync();
        _interrupted.Dispose();
    }

    private void Interrupt(PosixSignalContext signal)
    {
        if (_interrupted.IsCancellationRequested) return;
        signal.Cancel = true;
        _interrupted.Cancel();
    }
}
