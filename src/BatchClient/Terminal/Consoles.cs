using Spectre.Console;

namespace Accounting.BatchClient.Terminal;

/// <summary>Spectre consoles over our own writers.</summary>
internal static class Consoles
{
    /// <summary>For results, which are written once: bold where colour is wanted, else plain text without any escape sequence.</summary>
    public static IAnsiConsole ForResults(TextWriter writer, bool hasColour) => AnsiConsole.Create(new()
    {
        Out = new AnsiConsoleOutput(writer),
        Ansi = hasColour ? AnsiSupport.Yes : AnsiSupport.No,
        ColorSystem = ColorSystemSupport.NoColors,
        Interactive = InteractionSupport.No,
    });

    /// <summary>For progress.</summary>
    public static IAnsiConsole Create(TextWriter writer, bool isTerminal, bool hasColour) => AnsiConsole.Create(new()
    {
        Out = new AnsiConsoleOutput(writer),
        Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
        ColorSystem = hasColour ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
    });
}
