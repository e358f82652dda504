using Accounting.Core.Amounts;
using Accounting.Core.Usage;

namespace Accounting.Core.Pricing.Rules;

/// <summary>Prices of built-in tools (LiteLLM 2.6 and 2.8). Region and residency do not touch them.</summary>
internal static class ToolRates
{
    private static readonly ExactDecimal s_perThousand = new(1, -3);

    /// <summary>OpenAI's file search, 2.50 USD per 1,000 calls, where the map says nothing (LiteLLM 2.8).</summary>
    private static readonly ExactDecimal s_fileSearch = new(25, -4);

    public static void Fill(FieldLookup fields, PricingFacts facts, ExactDecimal?[] rates)
    {
        for (var meter = Meter.WebSearchesLow; meter <= Meter.MapsQueries; meter++)
            rates[(int)meter] = fields.Plain(Meters.Of(meter).Field);
        if (facts.Provider == "perplexity") FillPerplexitySearches(fields, rates);
        if (facts.Provider is "openai" or "azure") rates[(int)Meter.FileSearches] ??= s_fileSearch;
        rates[(int)Meter.CodeInterpreterSessions] ??= facts.SessionCost;
    }

    // Perplexity bills deep research by the search, counted at the low size, and other requests once, by their context size. LiteLLM reads
    // the low figure as a price per thousand for all.
    private static void FillPerplexitySearches(FieldLookup fields, ExactDecimal?[] rates)
    {
        var perQuery = fields.Plain("search_queries_cost_per_query");
        var search = perQuery ?? rates[(int)Meter.WebSearchesLow] * s_perThousand;
        rates[(int)Meter.WebSearchesLow] = search;
        foreach (var meter in (ReadOnlySpan<Meter>)[Meter.WebSearchesMedium, Meter.WebSearchesHigh])
            rates[(int)meter] = perQuery is null ? search : rates[(int)meter] ?? search;
    }
}
