using Spectre.Console;

namespace Accounting.BatchClient.Terminal;

/// <summary>Spectre consoles over our own writers.</summary>
internal static class Consoles
{
    public static IAnsiConsole Create(TextWriter writer, bool isTerminal, bool hasColour) => AnsiConsole.Create(new()
    {
        Out = new AnsiConsoleOutput(writer),
        Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
        ColorSystem = hasColour ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
    });
}
