namespace Accounting.LogReading.Formats;

/// <summary>What can be read, for people.</summary>
public static class LogFormats
{
    /// <summary>One row per name that <c>--input-format</c> takes, in the order in which records are asked for them: the first whose
    /// marker is there reads the record. Bodies stand at the end.</summary>
    public static IReadOnlyList<LogFormatInfo> All { get; } = [.. FormatCatalog.Names.Select(name => FormatGuide.ByName[name])];

    /// <summary>What a format's name stands for; null where there is none.</summary>
    public static LogFormatInfo? Find(string name) => FormatGuide.ByName.GetValueOrDefault(name);
}
