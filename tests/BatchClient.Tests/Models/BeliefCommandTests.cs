using System.Text.Json;
using Accounting.BatchClient.Tests.Support;

namespace Accounting.BatchClient.Tests.Models;

/// <summary>What was believed when: corrections, retirements, history and differences on the command line.</summary>
public sealed class BeliefCommandTests : IDisposable
{
    private readonly CommandHarness _harness = new();

    public void Dispose() => _harness.Dispose();

    [Fact]
    public void Invariant08_Correction_IsShownWithWhatWasBelievedBefore()
    {
        At(1, "models", "register", "acme-m", "--input", "1", "--output", "2", "--source", "page 1");
        At(5, "models", "register", "acme-m", "--input", "10", "--valid-from", "2026-10-06");
        At(9, "models", "register", "acme-m", "--input", "1", "--valid-from", "2026-10-11");
        var corrected = At(20, "models", "register", "acme-m", "--input", "3", "--correction", "--valid-from", "2026-10-06", "--valid-to", "2026-10-11", "--reason", "ten times too high");

        Assert.StartsWith("Corrected acme-m from 2026-10-06 on to before 2026-10-11.", corrected.Out, StringComparison.Ordinal);
        foreach (var (day, known, price) in new (string, string?, string?)[]
        {
            ("2026-10-05", null, "0.000001"), ("2026-10-07", null, "0.000003"), ("2026-10-07", "2026-11-10", "0.00001"), ("2026-10-11", null, "0.000001"),
            ("2026-10-07", "2026-11-03", "0.000001"),
        })
        {
            string[] asKnown = known is null ? [] : ["--as-known", known];
            var json = _harness.Run(["models", "show", "acme-m", "--at", day, .. asKnown, "--json"]).Json;
            Assert.Equal(price, json.GetProperty("price").GetProperty("rates").GetProperty("input_cost_per_token").GetString());
            Assert.Equal("0.000002", json.GetProperty("price").GetProperty("rates").GetProperty("output_cost_per_token").GetString());
        }
        Assert.Contains("A call at 2026-10-07, as known at 2026-11-10:", _harness.Run("models", "show", "acme-m", "--at", "2026-10-07", "--as-known", "2026-11-10").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void History_TellsInTheOrderOfKnowingWhoWhyAndWhatWasReplaced()
    {
        _harness.Environment["USER"] = "ann";
        At(1, "models", "register", "acme-m", "--input", "1");
        At(2, "models", "register", "acme-m", "--input", "4", "--valid-from", "2026-10-06", "--source", "page 7");
        At(3, "models", "register", "acme-m", "--input", "2", "--correction", "--valid-from", "2026-10-01", "--reason", "misread");
        At(4, "models", "retire", "acme-m", "--valid-from", "2027-01-01", "--reason", "switched off");

        var text = _harness.Run("models", "history", "acme-m").Out;
        var history = _harness.Run("models", "history", "acme-m", "--json").Json.GetProperty("history");

        Assert.Contains("known since 2026-11-01T10:00:00Z, a price\nSource: registered by ann\n", text, StringComparison.Ordinal);
        Assert.Contains("Replaced from 2026-10-06 on: input_cost_per_token 0.000001 -> 0.000004", text, StringComparison.Ordinal);
        Assert.Contains("Reason: misread\n", text, StringComparison.Ordinal);
        Assert.Contains("Replaced from 2026-10-01 to before 2026-10-06: input_cost_per_token 0.000001 -> 0.000002", text, StringComparison.Ordinal);
        Assert.Contains("Replaced from 2026-10-06 on: input_cost_per_token 0.000004 -> 0.000002", text, StringComparison.Ordinal);
        Assert.Contains("without a price: calls are unpriced\nSource: registered by ann\nReason: switched off\n", text, StringComparison.Ordinal);
        // The correction spans two prices: one row for each.
        Assert.Equal(["price", "price", "correction", "correction", "price"],
            history.EnumerateArray().Select(row => row.TryGetProperty("kind", out var kind) ? kind.GetString() : "price"));
        Assert.Equal(history[1].GetProperty("digest").GetString(), history[3].GetProperty("replaced")[0].GetProperty("digest").GetString());
        Assert.Matches("^sha256:[0-9a-f]{64}$", history[0].GetProperty("digest").GetString()!);
    }

    [Fact]
    public void Retire_Model_LeavesItsCallsUnpricedFromThenOn()
    {
        var result = At(1, "models", "retire", "gpt-4o", "--valid-from", "2026-12-01", "--reason", "gone", "--json");

        Assert.Equal("{}", result.Json.GetProperty("rates").GetRawText());
        Assert.Equal("0.0000025", Cost("2026-11-30"));
        Assert.Null(Cost("2026-12-01"));
        Assert.Contains("A call at 2026-12-01 is unpriced.", _harness.Run("models", "show", "gpt-4o", "--at", "2026-12-01").Out, StringComparison.Ordinal);
        At(2, "models", "register", "gpt-4o", "--input", "5", "--output", "5", "--valid-from", "2026-12-10");
        Assert.Equal("0.000005", Cost("2026-12-10"));

        string? Cost(string at)
        {
            var answer = _harness.Run("cost", "--model", "gpt-4o", "--input-tokens", "1", "--at", at, "--json");
            return answer.Json.GetProperty("total_cost").GetString();
        }
    }

    [Fact]
    public void Diff_Versions_ListsWhatCameChangedAndWent()
    {
        var first = At(1, "models", "register", "acme-a", "--input", "1", "--json").Json.GetProperty("cost_map").GetProperty("version").GetString()!;
        At(2, "models", "register", "acme-a", "--input", "2", "--valid-from", "2026-10-01");
        At(3, "models", "register", "acme-b", "--output", "3");
        var last = At(4, "models", "retire", "gpt-4o", "--valid-from", "2027-01-01", "--reason", "gone", "--json").Json.GetProperty("cost_map").GetProperty("version").GetString()!;

        var json = _harness.Run("models", "diff", first, last, "--json").Json;
        var text = _harness.Run("models", "diff", first, "newest").Out;

        Assert.Equal(["acme-a changed", "acme-b added", "gpt-4o removed"],
            json.GetProperty("rows").EnumerateArray().Select(row => $"{row.GetProperty("model").GetString()} {row.GetProperty("change").GetString()}").Order(StringComparer.Ordinal));
        var changed = json.GetProperty("rows").EnumerateArray().Single(row => row.GetProperty("model").GetString() == "acme-a");
        Assert.Equal("""{"field":"input_cost_per_token","old":"0.000001","new":"0.000002"}""", changed.GetProperty("fields")[0].GetRawText());
        Assert.Equal("2026-10-01T00:00:00Z", changed.GetProperty("from").GetString());
        Assert.Matches(@"acme-a +changed +2026-10-01 +- +input_cost_per_token +0.000001 +0.000002\n", text);
        Assert.Contains($"1 added, 1 changed, 1 removed. USD per unit. {first} -> {last}.", text, StringComparison.Ordinal);
        Assert.Contains("0 added, 1 changed, 0 removed at 2026-10-02.", _harness.Run("models", "diff", first, last, "--at", "2026-10-02", "--model", "acme-a").Out, StringComparison.Ordinal);
        Assert.Contains("0 added, 0 changed, 0 removed", _harness.Run("models", "diff", $"newest@2026-11-01T23:00Z", first).Out, StringComparison.Ordinal);
        Assert.Equal(first, _harness.Run("models", "show", "acme-a", "--version", first, "--json").Json.GetProperty("cost_map").GetProperty("version").GetString());
    }

    [Fact]
    public void Diff_File_ComparesThePricesOfNow()
    {
        _harness.Write("map.json", """{"gpt-4o": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 9e-06, "output_cost_per_token": 1e-05}}""");

        var json = _harness.Run("models", "diff", "shipped", "map.json", "--model", "openai/gpt-4o", "--json").Json;

        var changed = json.GetProperty("rows").EnumerateArray().Single(row => row.GetProperty("change").GetString() == "changed");
        Assert.Contains("""{"field":"input_cost_per_token","old":"0.0000025","new":"0.000009"}""", changed.GetProperty("fields").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Versions_NewestFirst_SayWhatEachAdded()
    {
        At(1, "models", "register", "acme-a", "--input", "1");
        At(2, "models", "register", "acme-b", "--input", "1", "--reason", "asked for", "--source", "page 2");

        var json = _harness.Run("models", "versions", "--json").Json.GetProperty("versions");

        Assert.Equal(["acme-b", "acme-a"], json.EnumerateArray().Select(version => version.GetProperty("models")[0].GetString()));
        Assert.Matches(@"2026-11-02T10:00:00Z +1 +acme-b +page 2 +asked for\n", _harness.Run("models", "versions").Out);
    }

    [Fact]
    public void KnownSince_IsNeverTakenFromTheCommandLine()
    {
        Assert.DoesNotContain("known-since", _harness.Run("models", "register", "--help").Out, StringComparison.Ordinal);
        Assert.Equal(2, _harness.Run("models", "register", "m", "--input", "1", "--known-since", "2020-01-01").ExitCode);
        At(7, "models", "register", "acme-m", "--input", "1", "--valid-from", "2020-01-01");
        var row = _harness.Run("models", "show", "acme-m", "--json").Json.GetProperty("prices")[0];
        Assert.Equal("2026-11-07T10:00:00Z", row.GetProperty("known_since").GetString());
    }

    private CommandResult At(int day, params string[] arguments)
    {
        _harness.Time = new CommandHarness.FixedTime(new(2026, 11, day, 10, 0, 0, TimeSpan.Zero));
        var result = _harness.Run(arguments);
        Assert.True(result.ExitCode == 0, result.Error);
        return result;
    }
}
