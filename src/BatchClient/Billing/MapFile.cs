using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Terminal;
using Accounting.LogReading.Calls;

namespace Accounting.BatchClient.Billing;

/// <summary>The file of <c>--map</c>: where records of an unknown log have what.</summary>
internal static class MapFile
{
    /// <summary>A map names some twenty fields.</summary>
    private const int BytesMax = 64 << 10;

    /// <summary>The map's text: it decides what is billed, so it is part of what a run is found again by.</summary>
    /// <exception cref="UserException">It cannot be read, or is no map; or a format is named as well.</exception>
    public static string? Read(string? file, string format, CommandContext context)
    {
        if (file is null) return null;
        if (format != "auto") throw UserException.WrongUsage($"--map describes the records itself; --input-format {format} contradicts it. Give one of them.");
        var text = CommandContext.Utf8.GetString(InputFile.ReadAll(file, BytesMax, context)).TrimStart('\ufeff').ReplaceLineEndings("\n");
        try
        {
            ReadingOptions.CheckMap(text);
            return text;
        }
        catch (ArgumentException exception)
        {
            throw UserException.WrongUsage($"--map {file}: {exception.Message} See 'A map' in docs/LOG-FORMATS.md.");
        }
    }
}
