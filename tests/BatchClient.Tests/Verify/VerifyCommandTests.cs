using Accounting.BatchClient.Tests.Support;

namespace Accounting.BatchClient.Tests.Verify;

public sealed class VerifyCommandTests
{
    [Fact]
    public void Verify_SoundLedger_GivesTheDigest()
    {
        using var harness = new CommandHarness { Ledger = new FakeLedger() };

        var result = harness.Run("verify", "--json");

        result.AssertJson("""{"schema_version":1,"ledger_digest":"sha256:0000","sound":true,"problems":[]}""");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal("The ledger is sound.\nDigest: sha256:0000\n", harness.Run("verify").Out);
    }

    [Fact]
    public void Verify_Problems_ListsThemAndExits1()
    {
        using var harness = new CommandHarness { Ledger = new FakeLedger { Problems = { "Entry 7 has no key.", "Run r-1 lost a call." } } };

        var result = harness.Run("verify");

        Assert.Equal((1, "Problem: Entry 7 has no key.\nProblem: Run r-1 lost a call.\nThe ledger has 2 problems.\nDigest: sha256:0000\n"), (result.ExitCode, result.Out));
        Assert.Equal(2, harness.Run("verify", "--json").Json.GetProperty("problems").GetArrayLength());
    }
}
