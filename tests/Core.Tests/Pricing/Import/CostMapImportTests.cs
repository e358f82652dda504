using System.Text;
using Accounting.Core.Amounts;
using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Import;
using Accounting.Core.Tests.Pricing.History;
using Accounting.Core.Usage;
using Accounting.TestKit;

namespace Accounting.Core.Tests.Pricing.Import;

public class CostMapImportTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly ImportOptions s_options = new() { KnownSince = s_now, Source = "test" };

    [Theory]
    [InlineData("litellm-2026-08-01.json", 2984)]
    [InlineData("litellm-2026-02-09.json", 2491)]
    public void Read_RealMap_TakesAllButUnitMistakes(string file, int models)
    {
        Assert.SkipWhen(Checkout.Shared is null, Checkout.NoSharedData);

        var report = CostMapImport.Read(File.ReadAllBytes(Path.Combine(Checkout.Shared!, "data", "prices", file)), CostMap.Empty,
            s_options);

        Assert.True(report.Accepted);
        Assert.Equal(models, report.Read);
        Assert.All(report.Problems, problem => Assert.Equal(PriceProblemKind.WrongUnit, problem.Kind));
        string[] wrongProviders = ["wandb", "watsonx", "azure_ai/jais-30b-chat"];
        Assert.All(report.Problems, problem => Assert.Contains(wrongProviders, wrong => problem.Model.StartsWith(wrong, StringComparison.Ordinal)));
        Assert.DoesNotContain(report.Notices, notice => notice.Kind == PriceProblemKind.OffBand);
        var map = CostMap.Create(report.Models);
        Assert.Equal(Money.Parse("2.5e-6"), Input(map, "openai", "gpt-4o"));
        Assert.Equal(report.Models.Length,
            CostMapImport.Read(File.ReadAllBytes(Path.Combine(Checkout.Shared!, "data", "prices", file)), map, s_options).Unchanged);
    }

    [Fact]
    public void Read_Entries_KeepEveryDigitAndLeaveOutWhatIsNoPrice()
    {
        var report = Import("""
            {"sample_spec": {"input_cost_per_token": 0}, "fallback_generalizations": {"rules": []},
             "m": {"litellm_provider": "openai", "mode": "chat", "max_input_tokens": 128000.0, "max_tokens": "4096",
                 "supports_vision": true, "source": "x", "aliases": ["m-latest"],
               "input_cost_per_token": 1.8150000000000004e-06, "output_cost_per_token": "3e-7", "input_cost_per_token_flex": true,
                   "output_cost_per_token_flex": null,
               "input_dbu_cost_per_token": 5, "cache_read_input_token_cost": "cheap"}}
            """);
        var model = Assert.Single(report.Models);
        Assert.Equal((128000L, 4096L, "m-latest"), (model.MaxInputTokens, model.MaxOutputTokens, model.Aliases.Single()));
        Assert.Equal(["input_cost_per_token=0.0000018150000000000004", "output_cost_per_token=0.0000003"],
            model.Rows.Single().Prices.Values.Select(pair => $"{pair.Key}={pair.Value}"));
        Assert.Equal("openai/m: cache_read_input_token_cost is \"cheap\", not a decimal number.", report.Notices.Single().Message);
        Assert.Equal(1, report.Read);
    }

    [Theory]
    [InlineData("{\n\"m\": {\"input_cost_per_token\": 1,}\n}", "line 2")]
    [InlineData("", "line 1")]
    [InlineData("[1]", "a provider without an id")]
    public void Read_NotAMap_IsRefusedWhole(string json, string expected)
    {
        var report = Import(json, force: true);
        Assert.False(report.Accepted);
        Assert.Empty(report.Models);
        Assert.Equal(PriceProblemKind.NotReadable, report.Problems.Single().Kind);
        Assert.Contains(expected, report.Problems.Single().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ModelTwiceWithOtherPrices_IsRefusedWholeUnlessForced()
    {
        const string Json = """{"a": {"input_cost_per_token": 1e-6}, "m": {"input_cost_per_token": 1e-6}, "m": {"input_cost_per_token": 2e-6}}""";
        var report = Import(Json);
        Assert.False(report.Accepted);
        Assert.Empty(report.Models);
        Assert.Equal((PriceProblemKind.DuplicateModel, "m"), (report.Problems.Single().Kind, report.Problems.Single().Model));
        Assert.Equal(Money.Parse("2e-6"), Input(CostMap.Create(Import(Json, force: true).Models), "", "m"));
        Assert.True(Import("""{"m": {"input_cost_per_token": 1e-6}, "m": {"input_cost_per_token": 0.000001}}""").Accepted);
    }

    [Theory]
    [InlineData("-1e-6", PriceProblemKind.NegativePrice, false)]
    [InlineData("2.5", PriceProblemKind.WrongUnit, true)]
    [InlineData("1e-4", PriceProblemKind.Jump, true)]
    [InlineData("1e-8", PriceProblemKind.Jump, true)]
    [InlineData("1e9", PriceProblemKind.PriceTooLarge, false)]
    public void Read_BadPrice_RefusesTheModelAndTakesTheOthers(string price, PriceProblemKind kind, bool canBeForced)
    {
        var present = CostMap.Create(Import("""{"m": {"input_cost_per_token": 1e-6}}""").Models);
        var json = $$"""{"m": {"input_cost_per_token": {{price}} }, "other": {"input_cost_per_token": 1e-6} }""";

        var report = Import(json, present);
        Assert.True(report.Accepted);
        Assert.Equal("other", report.Models.Single().Model);
        Assert.Equal(1, report.Refused);
        Assert.Contains(report.Problems, problem => problem.Kind == kind && problem.Field == "input_cost_per_token");
        Assert.Equal(canBeForced ? 2 : 1, Import(json, present, force: true).Models.Length);
    }

    [Theory]
    [InlineData("9.9e-5")]
    [InlineData("1.1e-8")]
    [InlineData("0")]
    public void Read_HonestChange_IsTaken(string price)
    {
        var present = CostMap.Create(Import("""{"m": {"input_cost_per_token": 1e-6}}""").Models);
        var report = Import($$"""{"m": {"input_cost_per_token": {{price}} } }""", present);
        Assert.Equal((1, 0), (report.Changed, report.Refused));
        Assert.Equal(s_now, report.Models.Single().Rows.Single().ValidFrom);
    }

    [Theory]
    [InlineData(18, true)]
    [InlineData(17, false)]
    public void Read_MapThatLostModels_IsRefusedBeyondATenth(int remaining, bool accepted)
    {
        var present = CostMap.Create(Import(Map(20)).Models);
        var report = Import(Map(remaining), present);
        Assert.Equal(accepted, report.Accepted);
        if (!accepted) Assert.Contains("lacks 3 of the 20 models", report.Problems.Single().Message, StringComparison.Ordinal);
        Assert.True(Import(Map(remaining), present, force: true).Accepted);

        static string Map(int models) =>
            "{" + string.Join(",", Enumerable.Range(0, models).Select(i => $"\"m{i}\": {{\"input_cost_per_token\": 1e-6}}")) + "}";
    }

    [Fact]
    public void Read_MissingModel_KeepsItsPrices()
    {
        var present = CostMap.Create([TestPrices.Model("openai", "old", "{'input_cost_per_token':'1e-6'}")]);
        var report = Import("""{"m": {"litellm_provider": "openai", "input_cost_per_token": 1e-6}, "old": {"litellm_provider": "openai", "mode": "chat"}}""", present);
        Assert.Equal((1, 0, 1), (report.Added, report.Changed, report.Unchanged));
        Assert.Equal(Money.Parse("1e-6"), Input(present.With(report.Models), "openai", "old"));
    }

    [Fact]
    public void Read_ThresholdsOffTheBands_AreLeftOutAndListed()
    {
        var report = Import("""
            {"m": {"input_cost_per_token": 1e-6, "input_cost_per_token_above_100k_tokens": 2e-6,
                "input_cost_per_token_above_128k_tokens": 3e-6,
                   "off_peak_pricing": {"hours_utc": "01:10-02:00", "input_cost_per_token": 1e-7}},
             "n": {"tiered_pricing": [{"range": [0, 5000], "input_cost_per_token": 1e-6},
                 {"range": [5000, 9000], "input_cost_per_token": 2e-6}]}}
            """);
        Assert.Equal(["m input_cost_per_token_above_100k_tokens", "m off_peak_pricing", "n tiered_pricing"],
            report.Notices.Select(notice => $"{notice.Model} {notice.Field}"));
        Assert.Equal(["input_cost_per_token", "input_cost_per_token_above_128k_tokens"],
            report.Models[0].Rows.Single().Prices.Values.Select(pair => pair.Key));
        Assert.NotEmpty(CostMap.Create(report.Models).Digest);
    }

    [Fact]
    public void Read_TwoNamesOfOneModel_TakesTheOneThatNamesItsProvider()
    {
        var report = Import("""
            {"gemini-x": {"litellm_provider": "vertex_ai-language-models", "input_cost_per_token": 1e-6},
             "vertex_ai/gemini-x": {"litellm_provider": "vertex_ai", "input_cost_per_token": 2e-6}}
            """);
        Assert.Equal("gemini-x", report.Notices.Single().Model);
        Assert.Equal(Money.Parse("2e-6"), Input(CostMap.Create(report.Models), "vertex_ai", "gemini-x"));
    }

    [Fact]
    public void Read_AliasThatGetsPricesOfItsOwn_KeepsItsHistory()
    {
        var present = CostMap.Create([TestPrices.Model("openai", "m", "{'input_cost_per_token':'1e-6'}", "m-2024")]);
        var report = Import("""{"m-2024": {"litellm_provider": "openai", "input_cost_per_token": 2e-6}}""", present);
        var map = present.With(report.Models);
        Assert.Equal(Money.Parse("2e-6"), Input(map, "openai", "m-2024"));
        Assert.Equal(Money.Parse("1e-6"), Input(map, "openai", "m-2024", s_now.AddDays(-1)));
        Assert.Empty(Import("""{"m-2024": {"litellm_provider": "openai", "input_cost_per_token": 1e-6}}""", present).Models);
    }

    [Theory]
    [InlineData("m-2024", "m")]
    [InlineData("m", "m-2024")]
    public void Read_AliasWhosePriceStays_DoesNotFollowItsModel(string first, string second)
    {
        var present = CostMap.Create([TestPrices.Model("openai", "m", "{'input_cost_per_token':'1e-6'}", "m-2024", "m-latest")]);
        string Entry(string name) => $"\"{name}\": {{\"litellm_provider\": \"openai\", \"input_cost_per_token\": {(name == "m" ? "2e-6" : "1e-6")}}}";
        var report = Import($"{{{Entry(first)}, {Entry(second)}}}", present);
        var map = present.With(report.Models);
        Assert.Equal((1, 1), (report.Changed, report.Unchanged));
        Assert.Equal(Money.Parse("2e-6"), Input(map, "openai", "m"));
        Assert.Equal(Money.Parse("2e-6"), Input(map, "openai", "m-latest"));
        Assert.Equal(Money.Parse("1e-6"), Input(map, "openai", "m-2024"));
    }

    [Fact]
    public void Read_ListThatNamesLess_KeepsTheRestButPricesBySizeAreToldAsAWhole()
    {
        var known = CostMap.Create([TestPrices.Model("openai", "m", """
            {'input_cost_per_token':'1e-6','output_cost_per_token':'2e-6','output_cost_per_token_batches':'1e-6','search_context_cost_per_query':{'search_context_size_low':'0.01'},
             'input_cost_per_token_above_200k_tokens':'2e-6','input_cost_per_token_above_272k_tokens':'3e-6','input_cost_per_token_above_272k_tokens_flex':'2e-6'}
            """)]);
        var report = Import("""{"m": {"litellm_provider": "openai", "input_cost_per_token": 5e-6, "input_cost_per_token_above_272k_tokens": 9e-6}}""", known);
        Assert.Equal(
            ["input_cost_per_token", "input_cost_per_token_above_272k_tokens", "input_cost_per_token_above_272k_tokens_flex", "output_cost_per_token", "output_cost_per_token_batches",
                "search_context_cost_per_query.search_context_size_low"],
            Assert.Single(report.Models).Rows[^1].Prices.Values.Select(pair => pair.Key));
        Assert.Equal(1, Import("""{"m": {"litellm_provider": "openai", "output_cost_per_token": 2e-6, "input_cost_per_token_above_200k_tokens": 2e-6, "input_cost_per_token_above_272k_tokens": 3e-6}}""", known).Unchanged);
    }

    // What Python's parser and a count of the keys say of each.
    [Theory]
    [InlineData("2024-08-01-caf11ce7", "line 4809")]
    [InlineData("2024-08-01-fc64c957", "line 4792")]
    [InlineData("2024-11-05-4debf4ec", "line 4473")]
    [InlineData("2024-11-05-7525b6bb", "line 3649")]
    [InlineData("2024-11-05-cc84b09b", "line 4407")]
    [InlineData("2024-11-20-cf579fe6", "vertex_ai/claude-3-5-haiku@20241022 stands twice")]
    [InlineData("2024-12-07-13213b61", "line 6619")]
    [InlineData("2025-02-18-369b636b", "line 5352")]
    [InlineData("2025-03-25-c61214dc", "line 4704")]
    [InlineData("2025-04-04-3e9066e9", "line 109")]
    [InlineData("2025-10-16-f98f2998", "openrouter/anthropic/claude-sonnet-4.5 stands twice")]
    public void Read_BrokenRealMap_IsRefusedWithItsReasonAndNothingIsTaken(string file, string reason)
    {
        Assert.SkipWhen(Checkout.Shared is null, Checkout.NoSharedData);
        var json = RecordedHistory.Unzip(Path.Combine(RecordedHistory.Folder, "broken", file + ".json.gz"));
        var report = CostMapImport.Read(json, CostMap.Empty, s_options);
        Assert.False(report.Accepted);
        Assert.Empty(report.Models);
        Assert.Contains(report.Problems, problem => problem.IsWholeMap && problem.Message.Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_BrokenRealMaps_AreAllNamedHere()
    {
        Assert.SkipWhen(Checkout.Shared is null, Checkout.NoSharedData);
        Assert.Equal(11, Directory.GetFiles(Path.Combine(RecordedHistory.Folder, "broken"), "*.json.gz").Length);
    }

    private static ImportReport Import(string json, CostMap? present = null, bool force = false) =>
        CostMapImport.Read(Encoding.UTF8.GetBytes(json), present
            ?? CostMap.Empty, s_options with { Force = force, Reason = force ? "because" : "" });

    private static Money? Input(CostMap map, string provider, string model, DateTimeOffset? time = null) =>
        map.Find(new() { Tenant = "t", Provider = provider, ResponseModel = model, Slot = Slot.At(time ?? s_now) },
            s_now)?[Meter.InputTokens];
}
