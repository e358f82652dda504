using System.Text.RegularExpressions;
using Accounting.BatchClient.Tests.Support;
using Accounting.TestKit;

namespace Accounting.BatchClient.Tests;

/// <summary>The README's examples are run as they stand, and say what it says that they say.</summary>
public sealed partial class ReadmeTests : IDisposable
{
    private readonly CommandHarness _harness = new();

    [Fact]
    public void Readme_EveryExample_AnswersAsWritten()
    {
        var examples = Fence().Matches(File.ReadAllText(Path.Combine(Checkout.Root, "README.md")))
            .SelectMany(fence => Example().Matches(fence.Groups["text"].Value).Select(match => (Command: match.Groups["command"].Value, Answer: match.Groups["answer"].Value)))
            .ToList();
        Assert.True(examples.Count >= 5, $"The README has {examples.Count} examples.");
        foreach (var (command, answer) in examples)
        {
            var result = _harness.Run(ArgumentsOf(command));
            Assert.True(result.ExitCode is 0 or 3, $"{command}: exit code {result.ExitCode}. {result.Error}");
            if (answer.Length > 0) Assert.Equal(Trim(answer), Trim(result.Out));
        }
    }

    private static string[] ArgumentsOf(string command) =>
        [.. Argument().Matches(command.Split(" > ")[0]).Skip(1).Select(match => match.Value.Trim('"')).Select(argument => argument == "samples" ? Path.Combine(Checkout.Root, argument) : argument)];

    private static string Trim(string text) => string.Join('\n', text.Trim('\n').Split('\n').Select(line => line.TrimEnd()));

    public void Dispose() => _harness.Dispose();

    [GeneratedRegex("```console\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^\$ (?<command>[^\n]*)\n(?<answer>([^$`][^\n]*\n|\n)*)", RegexOptions.Multiline)]
    private static partial Regex Example();

    [GeneratedRegex("\"[^\"]*\"|\\S+")]
    private static partial Regex Argument();
}
