using System.CommandLine;

namespace Accounting.BatchClient.CommandLine;

/// <summary>Options that several commands have, with one spelling and one description. Each call makes a new one.</summary>
internal static class SharedOptions
{
    public const string DefaultLedger = "accounting.db";

    public static Option<string?> Ledger() => new("--ledger", "-l")
    {
        Description = "The ledger: a file, or postgres://USER@HOST:PORT/DATABASE?schema=NAME (default: ./accounting.db; setting: ACCOUNTING_LEDGER).",
        HelpName = "FILE|ADDRESS",
    };

    public static Option<bool> Json() => new("--json", "-j") { Description = "Answer as JSON (the same as --format json)." };

    public static Option<string?> Format(string formats) => new("--format") { Description = $"How to answer: {formats}. Default: table.", HelpName = "FORMAT" };

    /// <summary>The format asked for: one of <paramref name="formats"/>, the first of which is the default.</summary>
    public static string FormatOf(ParseResult parse, Option<string?> format, Option<bool> json, Settings settings, params ReadOnlySpan<string> formats)
    {
        var typed = parse.GetResult(format) is { Implicit: false };
        if (parse.GetValue(json))
        {
            return !typed || parse.GetValue(format) == "json" ? "json"
                : throw UserException.WrongUsage($"--json and --format {parse.GetValue(format)} contradict each other. Give one of them.");
        }
        var name = settings.Text(parse, format);
        if (name is null) return formats[0];
        if (formats.Contains(name)) return name;
        if (!typed) return formats[0];
        throw UserException.WrongUsage(
            $"Unknown format '{name}'.{NearNames.Suggestion(name, formats.ToArray())} Expected one of: {string.Join(", ", formats!)}.");
    }
}
