using Accounting.BatchClient.Tests.Support;

namespace Accounting.BatchClient.Tests.CommandLine;

public sealed class CommandRunnerTests
{
    [Theory]
    [InlineData("spnd", "Unknown command 'spnd'. Did you mean 'spend'? Commands: ")]
    [InlineData("--jsn", "Unknown option '--jsn'.")]
    [InlineData("spend extra", "Unexpected argument 'extra'.")]
    [InlineData("spend @file", "Unexpected argument '@file'.")]
    [InlineData("verify --jsom", "Unknown option '--jsom'. Did you mean '--json'?")]
    [InlineData("verify --jsom=1", "Unknown option '--jsom'. Did you mean '--json'?")]
    public void Usage_Wrong_IsRefusedWithNearNamesAndExits2(string command, string message)
    {
        using var harness = new CommandHarness { Ledger = new FakeLedger() };

        var result = harness.Run(command.Split(' '));

        Assert.Equal((2, ""), (result.ExitCode, result.Out));
        Assert.StartsWith("accounting: " + message, result.Error, StringComparison.Ordinal);
        Assert.Contains("--help'.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Usage_Nothing_ListsTheCommands()
    {
        using var harness = new CommandHarness();

        var result = harness.Run();

        Assert.Equal((2, ""), (result.ExitCode, result.Out));
        Assert.Contains("'accounting' needs a command: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Failure_Unexpected_HasNoStackTraceUnlessAsked()
    {
        using var harness = new CommandHarness { Ledger = new FakeLedger { Failure = new InvalidOperationException("Boom\u001b[2J.") } };

        var result = harness.Run("verify");
        harness.Environment["ACCOUNTING_DEBUG"] = "1";
        var debug = harness.Run("verify");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            "accounting: Something unexpected went wrong: Boom\\u{1b}[2J. Please report it with the output of the same command under ACCOUNTING_DEBUG=1.\n", result.Error);
        Assert.Contains("   at Accounting.", debug.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Failure_Interrupted_Exits130()
    {
        using var harness = new CommandHarness { Ledger = new FakeLedger { Failure = new OperationCanceledException() } };

        Assert.Equal(130, harness.Run("verify").ExitCode);
    }

    [Fact]
    public void Failure_Overflow_SaysThatNothingWasRounded()
    {
        using var harness = new CommandHarness { Ledger = new FakeLedger().Add("a", "m", "170000000000000").Add("a", "m", "170000000000000") };

        var result = harness.Run("spend");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("beyond what the ledger can hold exactly", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bill")]
    [InlineData("spend")]
    [InlineData("cost")]
    [InlineData("models list")]
    [InlineData("models show")]
    [InlineData("models register")]
    [InlineData("models import")]
    [InlineData("models resolve")]
    [InlineData("tokens count")]
    [InlineData("tokens encode")]
    [InlineData("tokens decode")]
    [InlineData("runs list")]
    [InlineData("runs show")]
    [InlineData("runs void")]
    [InlineData("verify")]
    public void Help_EachCommand_EndsWithExamples(string command)
    {
        using var harness = new CommandHarness();

        var result = harness.Run([.. command.Split(' '), "--help"]);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains($"\nExamples:\n  accounting {command}", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Version_Asked_IsPrinted()
    {
        using var harness = new CommandHarness();

        Assert.Matches(@"^\d+\.\d+\.\d+", harness.Run("--version").Out);
    }
}
