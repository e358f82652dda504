using System.Text;
using Accounting.BatchClient.CommandLine;
using Spectre.Console;

namespace Accounting.BatchClient.Terminal;

/// <summary>
/// All that a command may touch of the world around it, so that tests run commands in their own process. Results go to <see cref="Out"/>,
/// everything else to <see cref="Error"/>.
/// </summary>
internal sealed class CommandContext
{
    private IAnsiConsole? _errorConsole;

    public CommandContext() => Settings = new(this);

    public required TextWriter Out { get; init; }
    public required TextWriter Error { get; init; }
    public required Func<Stream> StandardInput { get; init; }
    public required TimeProvider Time { get; init; }
    /// <summary>An environment variable, or null.</summary>
    public required Func<string, string?> Environment { get; init; }
    /// <summary>Relative paths start here.</summary>
    public required string WorkingFolder { get; init; }
    public bool InputIsTerminal { get; init; }
    public bool OutIsTerminal { get; init; }
    public bool ErrorIsTerminal { get; init; }
    public Settings Settings { get; }
    public LedgerOpener Ledgers { get; init; } = new();
    /// <summary>Ctrl-C or SIGTERM, for the command under way.</summary>
    public CancellationToken Interrupted { get; set; }

    /// <summary>Whether results may be coloured: on a terminal, unless <c>NO_COLOR</c> is set.</summary>
    public bool OutHasColour => OutIsTerminal && ColourIsWanted;

    /// <summary>Progress and notes for a person. Made on first use: commands that answer at once never load it.</summary>
    public IAnsiConsole ErrorConsole => _errorConsole ??= Consoles.Create(Error, ErrorIsTerminal, ErrorIsTerminal && ColourIsWanted);

    private bool ColourIsWanted => string.IsNullOrEmpty(Environment("NO_COLOR")) && Environment("TERM") != "dumb";

    /// <summary>A typed path, made absolute from the working folder.</summary>
    public string PathOf(string path) => Path.GetFullPath(path, WorkingFolder);

    /// <summary>One line for the person, not part of the result.</summary>
    public void Note(string text) => Error.WriteLine(Rendering.SafeText.Of(text));

    public static Encoding Utf8 { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
}
