using Accounting.BatchClient.Tests.Support;

namespace Accounting.BatchClient.Tests.CommandLine;

public sealed class SettingsTests
{
    private const string Json = "{\"schema_version\"";

    [Theory]
    [InlineData("Asia/Tokyo", "Europe/Paris", "Europe/Berlin", "Asia/Tokyo")]
    [InlineData(null, "Europe/Paris", "Europe/Berlin", "Europe/Paris")]
    [InlineData(null, null, "Europe/Berlin", "Europe/Berlin")]
    [InlineData(null, "", "Europe/Berlin", "Europe/Berlin")]
    [InlineData(null, null, null, "UTC")]
    public void Setting_FlagThenVariableThenFileThenDefault_Decides(string? flag, string? variable, string? file, string expected)
    {
        using var harness = new CommandHarness { Ledger = new FakeLedger().Add("a", "m", "1") };
        if (variable is not null) harness.Environment["ACCOUNTING_TIMEZONE"] = variable;
        if (file is not null) harness.Write("accounting.json", $"{{\"timezone\": \"{file}\", /* more */ \"workers\": 2,}}");

        var json = harness.Run(["spend", "--json", .. flag is null ? Array.Empty<string>() : ["--timezone", flag]]).Json;

        Assert.Equal(expected, json.GetProperty("window").GetProperty("timezone").GetString());
    }

    [Fact]
    public void Format_FromTheEnvironment_AppliesWhereTheCommandHasIt()
    {
        using var harness = new CommandHarness { Ledger = new FakeLedger().Add("a", "m", "1") };
        harness.Environment["ACCOUNTING_FORMAT"] = "json";

        Assert.StartsWith(Json, harness.Run("spend").Out, StringComparison.Ordinal);
        Assert.DoesNotContain(Json, harness.Run("spend", "--format", "table").Out, StringComparison.Ordinal);
        harness.Environment["ACCOUNTING_FORMAT"] = "csv";
        Assert.Equal("The ledger is sound.\nDigest: sha256:0000\n", harness.Run("verify").Out);
    }

    [Theory]
    [InlineData("{", "accounting.json, line 1: not valid JSON. Correct the file or remove it.")]
    [InlineData("[]", "accounting.json holds no JSON object.")]
    [InlineData("{\"ledgr\": \"x\"}", "unknown setting 'ledgr'. Did you mean 'ledger'? Settings: ledger, format,")]
    [InlineData("{\"ledger\": [1]}", "the setting 'ledger' is Array; expected a text or a number.")]
    public void File_Wrong_IsRefusedWithItsPlace(string content, string message)
    {
        using var harness = new CommandHarness { Ledger = new FakeLedger() };
        harness.Write("accounting.json", content);

        var result = harness.Run("spend");

        Assert.Equal((1, ""), (result.ExitCode, result.Out));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }
}
