using System.Globalization;
using System.Text;
using Accounting.BatchClient.Tests.Hub;
using Accounting.BatchClient.Tests.Support;

namespace Accounting.BatchClient.Tests.Models.Remote;

public sealed class UpdateCommandTests : IDisposable
{
    private readonly CommandHarness _harness = new();

    public UpdateCommandTests() => _harness.Environment["ACCOUNTING_COST_MAP_CACHE"] = Path.Combine(_harness.Folder, "cache");

    public void Dispose() => _harness.Dispose();

    [Fact]
    public async Task Update_Twice_TakesTheListOnceAndAsksByItsTag()
    {
        await using var server = new HubServer(request => request.Headers.ContainsKey("if-none-match") ? HubServerAnswer.Of(304) : Answer(Map(60)));

        var first = await UpdateAsync(server, "--json");
        var second = await UpdateAsync(server, "--json");

        Assert.Equal((0, 60, 60), (first.ExitCode, first.Json.GetProperty("read").GetInt32(), first.Json.GetProperty("added").GetInt32()));
        Assert.Equal((true, "\"v1\""), (first.Json.GetProperty("fetched").GetBoolean(), first.Json.GetProperty("etag").GetString()));
        Assert.Equal((false, 60), (second.Json.GetProperty("fetched").GetBoolean(), second.Json.GetProperty("unchanged").GetInt32()));
        Assert.Equal(first.Json.GetProperty("cost_map").GetRawText(), second.Json.GetProperty("cost_map").GetRawText());
        Assert.Equal("\"v1\"", server.Requests[1].Headers["if-none-match"]);
        var price = _harness.Run("models", "show", "acme-7", "--json").Json.GetProperty("prices")[0];
        Assert.Equal(("import", new Uri(server.Url, "map.json").ToString()), (price.GetProperty("kind").GetString(), price.GetProperty("source").GetString()));
    }

    [Fact]
    public async Task Update_IntoAnotherLedger_HasTheListThoughItIsNotSentAgain()
    {
        await using var server = new HubServer(request => request.Headers.ContainsKey("if-none-match") ? HubServerAnswer.Of(304) : Answer(Map(60)));
        await UpdateAsync(server);

        var other = await UpdateAsync(server, "--ledger", "other.db", "--json");

        Assert.Equal(60, other.Json.GetProperty("added").GetInt32());
    }

    [Fact]
    public async Task Update_DamagedCache_FetchesAnew()
    {
        await using var server = new HubServer(_ => Answer(Map(60)));
        await UpdateAsync(server);
        foreach (var file in Directory.GetFiles(Path.Combine(_harness.Folder, "cache"), "*.list")) await File.WriteAllTextAsync(file, "{}", TestContext.Current.CancellationToken);

        Assert.Equal(0, (await UpdateAsync(server)).ExitCode);
        Assert.DoesNotContain("if-none-match", server.Requests[1].Headers.Keys);
    }

    [Theory]
    [InlineData("{\"a\": {\"input_cost", "not valid JSON")]
    [InlineData("<html>", "not valid JSON")]
    [InlineData("{}", "has 0 models; expected at least 50")]
    [InlineData("{\"error\": {\"message\": \"gone\"}}", "has 1 models; expected at least 50")]
    public async Task Update_ListThatIsNone_IsRefusedAndNotRemembered(string body, string reason)
    {
        await using var server = new HubServer(_ => Answer(body));

        var result = await UpdateAsync(server);

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("The map is refused; nothing was changed.", result.Out, StringComparison.Ordinal);
        Assert.Contains(reason, result.Out, StringComparison.Ordinal);
        await UpdateAsync(server);
        Assert.DoesNotContain("if-none-match", server.Requests[1].Headers.Keys);
    }

    [Fact]
    public async Task Update_ListThatLostATenth_IsRefusedUnlessForced()
    {
        var models = 60;
        await using var server = new HubServer(_ => Answer(Map(models)));
        await UpdateAsync(server);
        models = 53;

        var refused = await UpdateAsync(server);
        var forced = await UpdateAsync(server, "--force", "--reason", "they closed");

        Assert.Equal((1, 0), (refused.ExitCode, forced.ExitCode));
        Assert.Contains("lacks 7 of the 60 models", refused.Out, StringComparison.Ordinal);
        Assert.Equal(0, _harness.Run("models", "show", "acme-59").ExitCode);
    }

    [Theory]
    [InlineData("ACCOUNTING_LOCAL_COST_MAP", "true")]
    [InlineData("ACCOUNTING_LOCAL_COST_MAP", "True")]
    [InlineData("ACCOUNTING_OFFLINE", "1")]
    [InlineData("", "")]
    public async Task Update_Offline_TouchesNoNetworkAndKeepsThePrices(string variable, string value)
    {
        await using var server = new HubServer(_ => Answer(Map(60)));
        if (variable.Length > 0) _harness.Environment[variable] = value;

        var result = await UpdateAsync(server, variable.Length > 0 ? ["--json"] : ["--json", "--offline"]);

        Assert.Equal((0, true), (result.ExitCode, result.Json.GetProperty("offline").GetBoolean()));
        Assert.Empty(server.Requests);
        Assert.False(File.Exists(Path.Combine(_harness.Folder, "accounting.db")));
    }

    [Fact]
    public async Task Update_AddressFromTheSettings_IsAsked()
    {
        await using var server = new HubServer(_ => Answer(Map(60)));
        _harness.Environment["ACCOUNTING_COST_MAP_URL"] = new Uri(server.Url, "ours.json").ToString();

        Assert.Equal(0, (await _harness.RunAsync("models", "update", "--dry-run")).ExitCode);
        Assert.Equal("/ours.json", Assert.Single(server.Requests).Path);
        Assert.False(File.Exists(Path.Combine(_harness.Folder, "accounting.db")));
    }

    [Fact]
    public async Task RegisterAndImport_FromAnAddress_FetchIt()
    {
        await using var server = new HubServer(_ => Answer(Map(3)));
        var address = new Uri(server.Url, "map.json").ToString();

        var registered = await _harness.RunAsync("models", "register", "--from", address, "--json");
        var imported = await _harness.RunAsync("models", "import", address, "--json");

        Assert.Equal((3, 3), (registered.Json.GetProperty("registered").GetInt32(), imported.Json.GetProperty("unchanged").GetInt32()));
        Assert.Equal(address, _harness.Run("models", "show", "acme-2", "--json").Json.GetProperty("prices")[0].GetProperty("source").GetString());
    }

    private Task<CommandResult> UpdateAsync(HubServer server, params string[] more) =>
        _harness.RunAsync(["models", "update", "--url", new Uri(server.Url, "map.json").ToString(), .. more]);

    private static HubServerAnswer Answer(string body) => new(200, Encoding.UTF8.GetBytes(body)) { Headers = ["ETag: \"v1\""] };

    private static string Map(int models) => $"{{{string.Join(',', Enumerable.Range(0, models).Select(Entry))}}}";

    private static string Entry(int index) => string.Create(CultureInfo.InvariantCulture,
        $$"""
        "acme-{{index}}": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": {{index + 1}}e-06, "output_cost_per_token": 2e-06}
        """);
}
