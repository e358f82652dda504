using System.CommandLine;
using Accounting.BatchClient.CommandLine;
using Accounting.Core.Usage;

namespace Accounting.BatchClient.Statements;

/// <summary>The option <c>--month 2026-10</c>.</summary>
internal static class MonthOption
{
    public static Option<string?> Create(string description) => new("--month") { Description = description, HelpName = "YYYY-MM" };

    /// <summary>The month that was typed; null: none.</summary>
    /// <exception cref="UserException">It is no month.</exception>
    public static Month? Read(Option<string?> option, ParseResult parse)
    {
        if (parse.GetValue(option) is not { } text) return null;
        return Month.TryParse(text, out var month) ? month : throw UserException.WrongUsage($"--month '{text}' is not a month. Expected a year and a month as in 2026-10, UTC.");
    }
}
