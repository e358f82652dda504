using System.Text;
using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Import;

namespace Accounting.Core.Tests.Pricing.Import;

/// <summary>Maps from outside may hold anything: they are read or refused, and never bring the program down.</summary>
public class DamagedMapTests
{
    private static readonly string[] s_maps =
    [
        """
        {"sample_spec": {}, "m": {"litellm_provider": "openai", "mode": "chat", "max_tokens": 10, "input_cost_per_token": 1e-6, "output_cost_per_token": "2e-6",
          "aliases": ["m-1"], "note": {"a": [1, "x"]}, "search_context_cost_per_query": {"search_context_size_low": 0.01}, "tiered_pricing": [{"range": [0, 128000], "input_cost_per_token": 1e-6}],
          "off_peak_pricing": {"hours_utc": "16:30-00:30", "input_cost_per_token": 5e-7}, "input_cost_per_token_above_200k_tokens": 2e-6}}
        """,
        """
        [{"id": "acme", "models": [{"id": "m", "match": {"or": [{"equals": "m"}, {"starts_with": "m-"}]}, "context_window": 1000,
          "prices": [{"prices": {"input_mtok": {"base": 3, "tiers": [{"start": 200000, "price": 6}]}}}, {"constraint": {"start_date": "2025-06-10"}, "prices": {"output_mtok": 2}},
            {"constraint": {"start_time": "00:30:00Z", "end_time": "16:30:00Z"}, "prices": {"web_searches_kcount": 10}}]}]}]
        """,
        """
        {"schema_version": 1, "models": [{"provider": "acme", "model": "m", "aliases": ["a"], "mode": "chat", "max_input_tokens": 5, "info": {"note": "x"},
          "prices": [{"valid_from": "2026-01-01", "valid_to": "2026-02-01", "known_since": "2026-01-01", "kind": "correction", "reason": "r", "rates": {"input_cost_per_token": "1e-6"}}]}]}
        """,
    ];

    private static readonly string[] s_pieces = ["null", "{}", "[]", "-1", "1e999", "\"\\ud800\"", "\"\"", "true", "9999999999999999999999", "\"2026-99-99\"", ",", ":", "}", "]", "\""];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Read_RandomChanges_AreReadOrRefused(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 1_500; round++)
        {
            var text = Changed(s_maps[random.Next(s_maps.Length)], random);
            var json = Encoding.UTF8.GetBytes(text);
            var exception = Record.Exception(() => Take(json));
            Assert.True(exception is null or CostMapException, $"seed {seed}, round {round}: {exception}\n{text}");
        }
    }

    [Theory]
    [InlineData("""{"m": {"mode": "\ud800"}}""")]
    [InlineData("""{"m\udc00": {}}""")]
    [InlineData("""[{"id": "\ud800", "models": []}]""")]
    public void Read_HalfACharacter_IsRefusedWithItsReason(string json)
    {
        Assert.Contains("half a character", Assert.Single(ModelEntries.Read(Encoding.UTF8.GetBytes(json)).Problems).Message, StringComparison.Ordinal);
        Assert.False(CostMapImport.Read(Encoding.UTF8.GetBytes(json), CostMap.Empty, new() { KnownSince = TestPrices.Day }).Accepted);
    }

    // All that becomes of a map: imported, registered, kept and read again.
    private static void Take(byte[] json)
    {
        var imported = CostMapImport.Read(json, CostMap.Empty, new() { KnownSince = TestPrices.Day, Source = "test" });
        var book = new PriceBook(CostMap.Create(imported.Models));
        foreach (var offer in ModelEntries.Read(json).Offers) book.Register(offer with { KnownSince = TestPrices.Day.AddDays(1) });
        var map = CostMap.Create(imported.Models).With(book.Added);
        Assert.Equal(map.Digest, CostMap.Create(CostMapSerializer.Read(CostMapSerializer.Write(map.Models), "test")).Digest);
        foreach (var model in map.Models) PriceTimeline.History(model);
        CostMapSerializer.Read(json, "test");
    }

    private static string Changed(string text, Random random)
    {
        for (var change = random.Next(1, 4); change > 0; change--)
        {
            var (at, length) = (random.Next(text.Length), random.Next(8));
            var piece = random.Next(3) == 0 ? ((char)random.Next(1, 0x180)).ToString() : s_pieces[random.Next(s_pieces.Length)];
            // A value in place of another one keeps the map valid more often than a change anywhere.
            var colon = text.IndexOf(": ", at, StringComparison.Ordinal);
            text = colon >= 0 && random.Next(2) == 0
                ? string.Concat(text.AsSpan(0, colon + 2), piece, text.AsSpan(ValueEnd(text, colon + 2)))
                : string.Concat(text.AsSpan(0, at), random.Next(3) == 0 ? "" : piece, text.AsSpan(Math.Min(text.Length, at + length)));
        }
        return text;
    }

    private static int ValueEnd(string text, int at)
    {
        var end = text.AsSpan(at).IndexOfAny(",}]");
        return end < 0 ? text.Length : at + end;
    }
}
