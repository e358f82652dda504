using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;

namespace Accounting.BatchClient.CommandLine;

/// <summary>What is wrong with a command line, one sentence each, with near names for what is unknown.</summary>
internal static class UsageErrors
{
    public static IReadOnlyList<string> Find(ParseResult parse)
    {
        if (parse.Action is HelpWithExamples or HelpAction || parse.Action is not null && parse.RootCommandResult.GetResult("--version") is OptionResult { Implicit: false })
            return [];
        var command = parse.CommandResult.Command;
        var unknown = Unknown(parse).ToList();
        if (unknown.Count > 0) return [.. unknown.Select(token => DescribeUnknown(token, command))];
        if (command.Subcommands.Count > 0) return [$"'{CommandPath(parse)}' needs a command: {string.Join(", ", command.Subcommands.Select(sub => sub.Name))}."];
        return [.. parse.Errors.Select(error => error.Message).Distinct(StringComparer.Ordinal)];
    }

    public static string CommandPath(ParseResult parse)
    {
        var names = new List<string>();
        for (SymbolResult? result = parse.CommandResult; result is CommandResult { Command: not RootCommand } command; result = result.Parent)
            names.Insert(0, command.Command.Name);
        return string.Join(' ', ["accounting", .. names]);
    }

    // An option with a wrong letter must not be taken for a text or a file name: what begins with -- counts as an argument only behind a bare --.
    private static IEnumerable<string> Unknown(ParseResult parse)
    {
        foreach (var token in parse.UnmatchedTokens) yield return token;
        if (parse.Tokens.Any(token => token.Type == TokenType.DoubleDash)) yield break;
        foreach (var argument in parse.CommandResult.Children.OfType<ArgumentResult>())
            foreach (var token in argument.Tokens)
                if (token.Value.StartsWith("--", StringComparison.Ordinal)) yield return token.Value;
    }

    private static string DescribeUnknown(string token, Command command)
    {
        if (token.StartsWith('-') && token.Length > 1)
        {
            var name = token.Split('=', 2)[0];
            var options = command.Options.Where(option => !option.Hidden).SelectMany(option => option.Aliases.Append(option.Name));
            return $"Unknown option '{name}'.{NearNames.Suggestion(name, options)}";
        }
        return command.Subcommands.Count > 0
            ? $"Unknown command '{token}'.{NearNames.Suggestion(token, command.Subcommands.Select(sub => sub.Name))} " +
              $"Commands: {string.Join(", ", command.Subcommands.Where(sub => !sub.Hidden).Select(sub => sub.Name))}."
            : $"Unexpected argument '{token}'.";
    }
}
