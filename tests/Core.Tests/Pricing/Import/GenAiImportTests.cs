using System.Text;
using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Import;
using Accounting.TestKit;

namespace Accounting.Core.Tests.Pricing.Import;

public class GenAiImportTests
{
    private static readonly DateTimeOffset s_now = new(2026, 8, 1, 0, 0, 0, TimeSpan.Zero);

    private const string List = """
        [{"id": "acme", "name": "Acme", "models": [
          {"id": "plain", "match": {"or": [{"equals": "plain"}, {"equals": "plain-1"}, {"starts_with": "plain-"}]}, "context_window": 1000,
           "prices": {"input_mtok": 2.5, "output_mtok": "10", "cache_read_mtok": 0.25, "web_searches_kcount": 10, "unheard_of_mtok": 1}},
          {"id": "sized", "match": {"equals": "sized"}, "prices": {"input_mtok": {"base": 3, "tiers": [{"start": 200000, "price": 6}]}, "output_mtok": 15}},
          {"id": "dated", "match": {"equals": "dated"}, "prices": [{"prices": {"input_mtok": 10}}, {"constraint": {"start_date": "2025-06-10"}, "prices": {"input_mtok": 2}},
            {"constraint": {"start_date": "2027-01-01"}, "prices": {"input_mtok": 1}}]},
          {"id": "nightly", "match": {"equals": "nightly"}, "prices": [{"prices": {"input_mtok": 0.135}},
            {"constraint": {"start_time": "00:30:00Z", "end_time": "16:30:00Z"}, "prices": {"input_mtok": 0.27}}]}]}]
        """;

    [Fact]
    public void Read_List_GivesPricesPerUnitWithSizesDaysAndHours()
    {
        var report = Import(List, CostMap.Empty);
        Assert.True(report.Accepted);
        Assert.Equal((4, 4, 0), (report.Read, report.Added, report.Refused));
        var map = CostMap.Create(report.Models);
        Assert.Equal("0.0000025 0.00001 0.00000025 0.01", Prices(map, "plain", s_now, "input_cost_per_token", "output_cost_per_token", "cache_read_input_token_cost",
            "search_context_cost_per_query.search_context_size_medium"));
        Assert.Equal("plain", map.Resolve("plain-1", "acme").Model!.Model);
        Assert.Equal("0.000003 0.000006", Prices(map, "sized", s_now, "input_cost_per_token", "input_cost_per_token_above_200k_tokens"));
        foreach (var (day, price) in new[] { ("2025-06-09", "0.00001"), ("2025-06-10", "0.000002"), ("2026-12-31", "0.000002"), ("2027-01-01", "0.000001") })
            Assert.Equal(price, Prices(map, "dated", DateTimeOffset.Parse(day + "T00:00Z", System.Globalization.CultureInfo.InvariantCulture), "input_cost_per_token"));
        var nightly = map.Get("acme", "nightly")!.RowAt(s_now)!.Prices;
        Assert.Equal("0.00000027", nightly["input_cost_per_token"].ToString());
        Assert.Equal("0.000000135", nightly.OffPeak!.Prices["input_cost_per_token"].ToString());
        Assert.Equal([true, false, false, true], new[] { 29, 30, 989, 990 }.Select(minute => nightly.OffPeak.IsActiveAt(s_now.AddMinutes(minute))));
        Assert.Contains(report.Notices, notice => notice.Message.Contains("unheard_of_mtok has no field here", StringComparison.Ordinal));
        Assert.Contains(report.Notices, notice => notice.Message.StartsWith("1 patterns", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_ListOverKnownModels_KeepsWhatItDoesNotName()
    {
        var known = CostMap.Create(
        [
            TestPrices.Model("acme", "plain", "{'input_cost_per_token':'5e-6','output_cost_per_token':'1e-5','input_cost_per_token_batches':'2e-6','cache_creation_input_token_cost':'9e-6'}"),
            TestPrices.Model("acme", "dated", "{'input_cost_per_token':'2e-6'}"),
        ]);
        var report = Import(List, known);
        Assert.Equal((2, 2, 0), (report.Added, report.Changed, report.Unchanged));
        var map = known.With(report.Models);
        Assert.Equal("0.0000025 0.000002 0.000009", Prices(map, "plain", s_now, "input_cost_per_token", "input_cost_per_token_batches", "cache_creation_input_token_cost"));
        Assert.Equal("0.000005", Prices(map, "plain", s_now.AddDays(-1), "input_cost_per_token"));
        // What holds now is as believed; only the announced price is news.
        Assert.Equal([null, new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero)], map.Get("acme", "dated")!.Rows.Select(row => row.ValidFrom).Order());
        Assert.Equal(4, Import(List, map).Unchanged);
    }

    [Fact]
    public void Read_ListAfterAMapOfAnotherForm_LosesNothingOfIt()
    {
        var map = string.Join(',', Enumerable.Range(0, 30).Select(index => $$"""
            "m{{index}}": {"litellm_provider": "acme", "input_cost_per_token": 1e-6}
            """));
        var known = CostMap.Create(Import($"{{{map}}}", CostMap.Empty).Models);
        var report = Import(List, known);
        Assert.True(report.Accepted);
        Assert.All(report.Models, model => Assert.Equal("test (genai-prices)", model.Rows[^1].Source));
        Assert.True(Import($"{{{map}}}", known.With(report.Models)).Accepted);
        Assert.False(Import("""[{"id": "acme", "models": []}]""", known.With(report.Models)).Accepted);
    }

    [Theory]
    [InlineData("""[{"id": "acme"}]""", "a provider without an id or an array of models")]
    [InlineData("""[{"id": "acme", "models": [{"name": "x"}]}]""", "no model with an id and prices")]
    [InlineData("""[{"id": "acme", "models": [{"id": "m", "prices": {"input_mtok": 2000}}]}]""", "0.002 USD for one token")]
    [InlineData("""[{"id": "acme", "models": [{"id": "m", "prices": {"input_mtok": -2}}]}]""", "a price is never negative")]
    [InlineData("""[{"id": "acme", "models": [{"id": "m", "prices": {"input_mtok": 2}}, {"id": "m", "prices": {"input_mtok": 3}}]}]""", "stands twice")]
    public void Read_Wrong_IsRefusedWithItsReason(string json, string reason)
    {
        var report = Import(json, CostMap.Empty);
        Assert.Contains(report.Problems, problem => problem.Message.Contains(reason, StringComparison.Ordinal));
        Assert.Empty(report.Models);
    }

    [Fact]
    public void Read_RealList_IsTakenAndAgreesWithWhatShips()
    {
        Assert.SkipWhen(Checkout.Shared is null, Checkout.NoSharedData);
        var json = File.ReadAllText(Path.Combine(Checkout.Shared!, "data", "prices", "genai-prices", "data.json"));
        var report = Import(json, CostMap.Empty);
        Assert.True(report.Accepted, string.Join(Environment.NewLine, report.Problems.Select(problem => problem.Message)));
        Assert.Equal((1466, 0), (report.Read, report.Refused));
        var map = CostMap.Create(report.Models);
        Assert.Equal("0.0000025 0.00001", Prices(map, "openai", "gpt-4o", s_now, "input_cost_per_token", "output_cost_per_token"));
        Assert.Equal("0.000003 0.000015", Prices(map, "anthropic", "claude-sonnet-4-6", s_now, "input_cost_per_token", "output_cost_per_token"));
        Assert.Equal(1466, Import(json, map).Unchanged);
    }

    private static ImportReport Import(string json, CostMap present) =>
        CostMapImport.Read(Encoding.UTF8.GetBytes(json), present, new() { KnownSince = s_now, Source = "test" });

    private static string Prices(CostMap map, string model, DateTimeOffset time, params string[] fields) => Prices(map, "acme", model, time, fields);

    private static string Prices(CostMap map, string provider, string model, DateTimeOffset time, params string[] fields) =>
        string.Join(' ', fields.Select(field => map.Get(provider, model)!.RowAt(time)!.Prices[field]?.ToString() ?? "-"));
}
