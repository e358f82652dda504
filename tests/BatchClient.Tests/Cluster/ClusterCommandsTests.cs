using System.Text.RegularExpressions;
using Accounting.BatchClient.Tests.Support;

namespace Accounting.BatchClient.Tests.Cluster;

/// <summary>Questions to a cluster's ledger, and changes of its prices, are answered as those to a ledger here.</summary>
public sealed class ClusterCommandsTests : IDisposable
{
    private static readonly string[][] Questions =
    [
        ["spend", "--json"],
        ["spend", "--group-by", "tenant,model,day,source", "--json"],
        ["spend", "--group-by", "none", "--format", "csv"],
        ["spend", "--tenant", "tenant-1", "--since", "2026-10-01", "--until", "2026-10-02", "--json"],
        ["spend", "--tenant", "nobody"],
        ["spend", "--exact"],
        ["verify", "--json"],
        ["runs", "gaps", "--json"],
        ["runs", "void", "r-1", "--reason", "wrong"],
        ["models", "list", "claude", "--json"],
        ["models", "show", "gpt-4o", "--json"],
        ["models", "resolve", "gpt-4o-2024-08-06", "--json"],
        ["cost", "--model", "gpt-4o", "--input-tokens", "1000", "--output-tokens", "10", "--json"],
    ];

    private readonly ClusterBench _bench = new();

    [Fact]
    public async Task Questions_AfterTheSameBill_HaveTheSameAnswers()
    {
        await using var silo = await _bench.StartSiloAsync();
        await _bench.BillThereAsync(silo);
        foreach (var question in Questions)
        {
            var (here, there) = (_bench.Harness.Run([.. question, "--ledger", "here.db"]), await _bench.Harness.RunApartAsync([.. question, "--cluster", silo.Address]));
            var what = string.Join(' ', question);
            Assert.Equal((what, here.ExitCode, WithoutRuns(here.Out)), (what, there.ExitCode, WithoutRuns(there.Out)));
            Assert.Equal((what, WithoutRuns(here.Error)), (what, WithoutRuns(there.Error)));
        }
        await AssertRunsAlikeAsync(silo);
    }

    [Fact]
    public async Task Statements_ClosedAndExplained_AreAnsweredAlike()
    {
        string[][] commands =
        [
            ["statement", "--tenant", "tenant-1", "--month", "2026-10", "--json"],
            ["statement", "--tenant", "nobody", "--month", "2026-10"],
            ["explain", "--tenant", "tenant-2", "--model", "gpt-4o-2024-08-06", "--json"],
            ["close", "--month", "2020-02", "--tenant", "tenant-1", "--by", "ops", "--reason", "sent", "--json"],
            ["close", "--month", "2020-01", "--tenant", "tenant-1"],
            ["close", "--month", "2020-01", "--tenant", "nobody"],
            ["close", "--month", "9000-01"],
            ["close"],
            ["statement", "--tenant", "tenant-1", "--month", "2020-02"],
            ["statement", "--tenant", "tenant-1", "--month", "2020-03", "--json"],
        ];
        await using var silo = await _bench.StartSiloAsync();
        await _bench.BillThereAsync(silo);
        foreach (var command in commands)
        {
            var (here, there) = (_bench.Harness.Run([.. command, "--ledger", "here.db"]), await _bench.Harness.RunApartAsync([.. command, "--cluster", silo.Address]));
            var what = string.Join(' ', command);
            Assert.Equal((what, here.ExitCode, WithoutMoments(here.Out), WithoutMoments(here.Error)), (what, there.ExitCode, WithoutMoments(there.Out), WithoutMoments(there.Error)));
        }
    }

    [Fact]
    public async Task Prices_RegisteredAndImported_AreAnsweredAlikeAndBilledWith()
    {
        _bench.Harness.Write("map.json", """{"acme/mini": {"litellm_provider": "acme", "mode": "chat", "input_cost_per_token": 1e-6, "output_cost_per_token": 2e-6}}""");
        string[][] changes =
        [
            ["models", "register", "acme-large", "--input", "2.50", "--output", "10", "--json"],
            ["models", "register", "acme-large", "--input", "2.60", "--valid-from", "2027-01-01", "--json"],
            ["models", "register", "acme-large", "--input", "-1"],
            ["models", "register", "acme-large", "--input", "900", "--force", "--reason", "agreed", "--json"],
            ["models", "register", "acme-large", "--input", "1", "--dry-run", "--json"],
            ["models", "import", "map.json", "--json"],
            ["models", "import", "map.json", "--dry-run", "--json"],
            ["models", "show", "acme-large", "--json"],
            ["models", "register", "acme-large", "--input", "700", "--correction", "--valid-from", "2026-12-01", "--valid-to", "2027-02-01", "--reason", "misread", "--json"],
            ["models", "register", "--from", "models.json", "--json"],
            ["models", "register", "--from", "models.json", "--json"],
            ["models", "register", "--from", "wrong.json"],
            ["models", "retire", "acme/mini", "--valid-from", "2027-03-01", "--reason", "gone", "--json"],
            ["models", "history", "acme-large", "--json"],
            ["models", "versions", "--json"],
            ["models", "diff", "shipped", "newest", "--json"],
            ["models", "show", "acme-large", "--at", "2027-01-01", "--as-known", "2027-01-01", "--json"],
        ];
        _bench.Harness.Write("models.json", """{"acme/mini": {"litellm_provider": "acme", "output_cost_per_token": "3e-6", "note": [1]}, "acme/new": {"input_cost_per_token": 1e-6}}""");
        _bench.Harness.Write("wrong.json", """{"acme/mini": {"litellm_provider": "acme", "output_cost_per_token": -3e-6}, "acme/new": {"input_cost_per_token": 2e-6}}""");
        await using var silo = await _bench.StartSiloAsync();
        foreach (var change in changes)
        {
            var (here, there) = (_bench.Harness.Run([.. change, "--ledger", "prices.db"]), await _bench.Harness.RunApartAsync([.. change, "--cluster", silo.Address]));
            var what = string.Join(' ', change);
            Assert.Equal((what, here.ExitCode, here.Out, here.Error), (what, there.ExitCode, there.Out, there.Error));
        }
        Assert.Equal(_bench.Here.Length > 0, (await _bench.BillThereAsync(silo)).Length > 0);
    }

    [Fact]
    public async Task Reprice_PlannedAndApplied_IsAnsweredAlike()
    {
        string[][] commands =
        [
            ["reprice", "--json"],
            ["models", "register", "nobody-knows-this-model", "--provider", "openai", "--input", "2", "--output", "8", "--json"],
            ["reprice", "--tenant", "tenant-1", "--since", "2026-10-01", "--json"],
            ["reprice", "--as", "gpt-4o-mini", "--json"],
            ["reprice", "--prices", "nothing"],
            ["reprice", "--apply", "--reason", "the price came late", "--json"],
            ["reprice", "--apply", "--reason", "again", "--json"],
            ["spend", "--json"],
            ["verify", "--json"],
        ];
        await using var silo = await _bench.StartSiloAsync();
        await _bench.BillThereAsync(silo);
        foreach (var command in commands)
        {
            var (here, there) = (_bench.Harness.Run([.. command, "--ledger", "here.db"]), await _bench.Harness.RunApartAsync([.. command, "--cluster", silo.Address]));
            var what = string.Join(' ', command);
            Assert.Equal((what, here.ExitCode, WithoutPlan(here.Out), here.Error), (what, there.ExitCode, WithoutPlan(there.Out), there.Error));
        }
        Assert.Equal(2, (await _bench.Harness.RunApartAsync(["reprice", "--as", "gpt-4o-mini", "--apply", "--reason", "no", "--cluster", silo.Address])).ExitCode);
    }

    // A plan's id is made of its ledger's own numbers.
    private static string WithoutPlan(string text) => System.Text.RegularExpressions.Regex.Replace(text, "\"(plan|applied)\":\"sha256:[0-9a-f]+\"", "PLAN");

    private async Task AssertRunsAlikeAsync(TestSilo silo)
    {
        var runs = await _bench.Harness.RunApartAsync(["runs", "list", "--cluster", silo.Address, "--json"]);
        runs.AssertDone();
        var run = Assert.Single(runs.Json.GetProperty("runs").EnumerateArray());
        var (here, there) = (_bench.Harness.Run("runs", "show", "r-", "--ledger", "here.db", "--json"),
            await _bench.Harness.RunApartAsync(["runs", "show", run.GetProperty("run").GetString()!, "--cluster", silo.Address, "--json"]));
        Assert.Equal(ClusterAnswers.WithoutChance(here.Out), ClusterAnswers.WithoutChance(there.Out));
    }

    // The silo has a clock of its own, and cuts postings in its own way.
    private static string WithoutMoments(string text) =>
        Regex.Replace(Regex.Replace(WithoutRuns(text), @"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z?", "TIME"), "\"last_posting\":\\d+", "");

    private static string WithoutRuns(string text) => ClusterAnswers.RunName().Replace(text, "RUN");

    public void Dispose() => _bench.Dispose();
}
