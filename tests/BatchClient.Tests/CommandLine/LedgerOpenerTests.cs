using Accounting.BatchClient.Tests.Support;

namespace Accounting.BatchClient.Tests.CommandLine;

public sealed class LedgerOpenerTests
{
    [Theory]
    [InlineData("spend")]
    [InlineData("runs list")]
    [InlineData("runs show r")]
    [InlineData("runs void r --reason x")]
    [InlineData("verify")]
    public void Ledger_None_SaysWhereItWasLookedForAndWhatToDo(string command)
    {
        using var harness = new CommandHarness();

        var result = harness.Run([.. command.Split(' '), "--ledger", "none.db"]);

        Assert.Equal((1, ""), (result.ExitCode, result.Out));
        Assert.Contains(Path.Combine(harness.Folder, "none.db"), result.Error, StringComparison.Ordinal);
        Assert.Contains("accounting bill", result.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(harness.Folder));
    }

    [Fact]
    public void Ledger_AnotherFile_IsNotTouched()
    {
        using var harness = new CommandHarness();
        var path = harness.Write("notes.txt", new string('x', 10_000));

        var result = harness.Run("spend", "--ledger", "notes.txt");

        Assert.Equal((1, ""), (result.ExitCode, result.Out));
        Assert.Contains("notes.txt", result.Error, StringComparison.Ordinal);
        Assert.Equal(10_000, new FileInfo(path).Length);
    }

    [Fact]
    public void Ledger_WithPricesOnly_IsEmpty()
    {
        using var harness = new CommandHarness();
        var map = harness.Run("models", "register", "acme", "--input", "2", "--output", "4", "--json").Json.GetProperty("cost_map");

        var spend = harness.Run("spend", "--json");

        Assert.Equal(0, spend.ExitCode);
        Assert.Equal(map.GetRawText(), spend.Json.GetProperty("cost_map").GetRawText());
        Assert.Contains("The ledger is empty", spend.Error, StringComparison.Ordinal);
        Assert.Equal(0, harness.Run("verify").ExitCode);
    }
}
