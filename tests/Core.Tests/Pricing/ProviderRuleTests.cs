using System.Globalization;
using Accounting.Core.Pricing;
using Accounting.Core.Usage;

namespace Accounting.Core.Tests.Pricing;

/// <summary>Whole calls by the rules of each provider (LiteLLM 2.6) and of what is not a token (LiteLLM 2.7), each worked out by hand in the comment above it.</summary>
public sealed class ProviderRuleTests
{
    private const string Claude = "{'input_cost_per_token':'3e-6','output_cost_per_token':'15e-6','cache_read_input_token_cost':'3e-7','cache_creation_input_token_cost':'3.75e-6'," +
        "'cache_creation_input_token_cost_above_1hr':'6e-6','search_context_cost_per_query':{'search_context_size_medium':'0.01'},'provider_specific_entry':{'us':1.1,'fast':6.0}}";
    private const string Gpt = "{'input_cost_per_token':'2.5e-6','output_cost_per_token':'10e-6','cache_read_input_token_cost':'1.25e-6','input_cost_per_token_priority':'4.25e-6'," +
        "'output_cost_per_token_priority':'17e-6','cache_read_input_token_cost_priority':'2.125e-6','regional_processing_uplift_multiplier_eu':'1.1'}";
    private const string DeepSeek = "{'input_cost_per_token':'2.8e-7','output_cost_per_token':'4.2e-7','cache_read_input_token_cost':'2.8e-8'," +
        "'off_peak_pricing':{'hours_utc':'16:30-00:30','input_cost_per_token':'1.4e-7','output_cost_per_token':'2.1e-7','cache_read_input_token_cost':'1.4e-8'}}";
    private const string Gemini = "{'input_cost_per_token':'1.25e-6','output_cost_per_token':'10e-6','input_cost_per_token_above_200k_tokens':'2.5e-6'," +
        "'output_cost_per_token_above_200k_tokens':'15e-6','input_cost_per_audio_token':'1e-6','search_context_cost_per_query':{'search_context_size_medium':'0.035'}," +
        "'google_maps_grounding_cost_per_query':'0.025','regional_endpoint_uplift_multiplier':'1.1'}";
    private const string Router = "{'input_cost_per_token':'2e-6','output_cost_per_token':'8e-6'}";
    private const string Sonar = "{'input_cost_per_token':'2e-6','output_cost_per_token':'8e-6','output_cost_per_reasoning_token':'3e-6','citation_cost_per_token':'2e-6'," +
        "'search_queries_cost_per_query':'0.005'}";
    private const string Grok = "{'input_cost_per_token':'3e-6','output_cost_per_token':'15e-6','input_cost_per_token_above_128k_tokens':'6e-6','output_cost_per_token_above_128k_tokens':'30e-6'," +
        "'search_context_cost_per_query':{'search_context_size_medium':'0.005'}}";
    private const string Qwen = "{'tiered_pricing':[{'range':[0,32000],'input_cost_per_token':'1.2e-6','output_cost_per_token':'6e-6','output_cost_per_reasoning_token':'8e-6'}," +
        "{'range':[32000,128000],'input_cost_per_token':'2.4e-6','output_cost_per_token':'12e-6'}]}";

    [Theory]
    // anthropic: 1000x3e-6 + 5000x3e-7 + 200x3.75e-6 + 100x6e-6 = .003+.0015+.00075+.0006; 300x15e-6 = .0045
    [InlineData("anthropic", Claude, "", "input_tokens:1000 cached_input_tokens:5000 cache_write_tokens:200 cache_write_1h_tokens:100 output_tokens:300", "0.01035")]
    // anthropic, US only: (.003 + .0045) x 1.1, and two searches at .01 without a factor
    [InlineData("anthropic", Claude, "residency:us", "input_tokens:1000 output_tokens:300 web_searches_medium:2", "0.02825")]
    // anthropic, fast: (.003 + .0045) x 6
    [InlineData("anthropic", Claude, "speed:fast", "input_tokens:1000 output_tokens:300", "0.045")]
    // anthropic, batch: half of .003 + .0045
    [InlineData("anthropic", Claude, "batch", "input_tokens:1000 output_tokens:300", "0.00375")]
    // bedrock: as Anthropic's own; the region has no factor of its own
    [InlineData("bedrock", Claude, "region:us-east-1", "input_tokens:2000 output_tokens:100", "0.0075")]
    [InlineData("bedrock", Claude, "", "cached_input_tokens:10000 output_tokens:10", "0.00315")]
    [InlineData("bedrock", Claude, "batch region:eu-west-1", "input_tokens:2000 output_tokens:100", "0.00375")]
    // openai: 600x2.5e-6 + 400x1.25e-6 + 200x1e-5 = .0015+.0005+.002
    [InlineData("openai", Gpt, "", "input_tokens:600 cached_input_tokens:400 output_tokens:150 reasoning_tokens:50", "0.004")]
    // openai, priority: 600x4.25e-6 + 400x2.125e-6 + 200x17e-6 = .00255+.00085+.0034
    [InlineData("openai", Gpt, "tier:priority", "input_tokens:600 cached_input_tokens:400 output_tokens:200", "0.0068")]
    // openai, data in the EU: .004 x 1.1; a file search is .0025 without a factor
    [InlineData("openai", Gpt, "residency:eu", "input_tokens:600 cached_input_tokens:400 output_tokens:200 file_searches:1", "0.0069")]
    // openai, flex without a price: the standard one
    [InlineData("openai", Gpt, "tier:flex", "input_tokens:1000", "0.0025")]
    // deepseek: 1000x2.8e-7 + 9000x2.8e-8 + 500x4.2e-7 = .00028+.000252+.00021; half of all that at night
    [InlineData("deepseek", DeepSeek, "at:12:00", "input_tokens:1000 cached_input_tokens:9000 output_tokens:500", "0.000742")]
    [InlineData("deepseek", DeepSeek, "at:16:30", "input_tokens:1000 cached_input_tokens:9000 output_tokens:500", "0.000371")]
    [InlineData("deepseek", DeepSeek, "at:00:30", "input_tokens:1000 cached_input_tokens:9000 output_tokens:500", "0.000742")]
    // gemini: 200,000 keeps 1.25e-6 and 1e-5, one more changes both
    [InlineData("gemini", Gemini, "prompt:200000", "input_tokens:200000 output_tokens:1000", "0.26")]
    [InlineData("gemini", Gemini, "prompt:200001", "input_tokens:200001 output_tokens:1000", "0.5150025")]
    // gemini: 100 tokens of sound at 1e-6, one search at .035, one map at .025
    [InlineData("gemini", Gemini, "prompt:100", "audio_input_tokens:100 web_searches_medium:1 maps_queries:1", "0.0601")]
    // vertex_ai: a regional endpoint 1.1 times, the global one not, searches never
    [InlineData("vertex_ai", Gemini, "prompt:1000 region:us-east1", "input_tokens:1000 output_tokens:100", "0.002475")]
    [InlineData("vertex_ai", Gemini, "prompt:1000 region:global", "input_tokens:1000 output_tokens:100", "0.00225")]
    [InlineData("vertex_ai", Gemini, "prompt:1000 region:us-east1", "web_searches_medium:1", "0.035")]
    // azure: by the second where the map has that price: 2.5 s x .0004
    [InlineData("azure", "{'output_cost_per_second':'0.0004'}", "", "output_milliseconds:2500", "0.001")]
    [InlineData("azure", Gpt, "", "input_tokens:600 cached_input_tokens:400 output_tokens:200", "0.004")]
    [InlineData("azure", Gpt, "batch", "input_tokens:600 cached_input_tokens:400 output_tokens:200", "0.002")]
    // databricks: tokens alone
    [InlineData("databricks", Router, "", "input_tokens:1000 output_tokens:100", "0.0028")]
    [InlineData("databricks", Router, "", "input_tokens:1", "0.000002")]
    [InlineData("databricks", Router, "", "output_tokens:3", "0.000024")]
    // fireworks_ai: what is read from the cache costs half of 2e-6: 400x2e-6 + 600x1e-6
    [InlineData("fireworks_ai", Router, "", "input_tokens:400 cached_input_tokens:600", "0.0014")]
    [InlineData("fireworks_ai", "{'input_cost_per_token':'2e-6','cache_read_input_token_cost':'5e-7'}", "", "input_tokens:400 cached_input_tokens:600", "0.0011")]
    [InlineData("fireworks_ai", Router, "batch", "input_tokens:400 cached_input_tokens:600 output_tokens:100", "0.0011")]
    // together_ai: tokens alone; no discount of the cache
    [InlineData("together_ai", Router, "", "input_tokens:400 cached_input_tokens:600 output_tokens:100", "0.0028")]
    [InlineData("together_ai", "{'input_cost_per_token':'1e-8'}", "mode:embedding", "input_tokens:150", "0.0000015")]
    [InlineData("together_ai", Router, "batch", "input_tokens:1000", "0.001")]
    // perplexity: 100x2e-6 + 200x8e-6 + 50x3e-6 + 30x2e-6 + 4x.005 = .0002+.0016+.00015+.00006+.02
    [InlineData("perplexity", Sonar, "", "input_tokens:100 output_tokens:200 reasoning_tokens:50 citation_tokens:30 web_searches_low:4", "0.02201")]
    [InlineData("perplexity", "{'search_context_cost_per_query':{'search_context_size_low':5}}", "", "web_searches_low:3", "0.015")]
    [InlineData("perplexity", Sonar, "", "web_searches_high:1", "0.005")]
    // xai: the threshold itself is above already: 128,000 x 6e-6 + 100 x 3e-5
    [InlineData("xai", Grok, "prompt:128000", "input_tokens:128000 output_tokens:100", "0.771")]
    [InlineData("xai", Grok, "prompt:127999", "input_tokens:127999 output_tokens:100", "0.385497")]
    // xai: reasoning at the output price, a search at .005: 1000x3e-6 + 300x15e-6 + .005
    [InlineData("xai", Grok, "prompt:1000", "input_tokens:1000 output_tokens:100 reasoning_tokens:200 web_searches_medium:1", "0.0125")]
    // dashscope: every token at the tier of the prompt; what a tier does not name follows its own prices
    [InlineData("dashscope", Qwen, "prompt:32000", "input_tokens:32000 output_tokens:100 reasoning_tokens:100", "0.0398")]
    [InlineData("dashscope", Qwen, "prompt:32001", "input_tokens:32001 output_tokens:100 reasoning_tokens:100", "0.0792024")]
    [InlineData("dashscope", Qwen, "prompt:500000", "input_tokens:400000 cached_input_tokens:100000", "1.2")]
    // replicate, sagemaker: by the second: 3.2 s x .0014; 0.5 s x .00042
    [InlineData("replicate", "{'input_cost_per_second':'0.0014'}", "", "input_milliseconds:3200", "0.00448")]
    [InlineData("sagemaker", "{'input_cost_per_second':'0.00042'}", "", "input_milliseconds:500", "0.00021")]
    [InlineData("sagemaker", "{'input_cost_per_second':'0.00042'}", "", "input_milliseconds:1", "0.00000042")]
    // lemonade and other local servers: a price of 0 is a price
    [InlineData("lemonade", "{'input_cost_per_token':0,'output_cost_per_token':0}", "", "input_tokens:1000 output_tokens:1000", "0")]
    [InlineData("lemonade", "{'input_cost_per_token':0,'output_cost_per_token':0}", "", "cached_input_tokens:5 reasoning_tokens:5", "0")]
    [InlineData("lemonade", "{'input_cost_per_token':0}", "batch", "input_tokens:7", "0")]
    // images: two at .04; two of 1024 x 1024 points at 1e-8 a point
    [InlineData("openai", "{'output_cost_per_image':'0.04'}", "mode:image_generation", "output_images:2", "0.08")]
    [InlineData("openai", "{'input_cost_per_pixel':'1e-8'}", "mode:image_generation size:1024x1024", "output_images:2", "0.02097152")]
    [InlineData("bedrock", "{'input_cost_per_image':'0.0008'}", "mode:embedding", "input_images:5", "0.004")]
    // video: 8 s at .4, at its resolution's .5; sound: 90 s at .0001; characters: 2,000 at 15e-6
    [InlineData("vertex_ai", "{'output_cost_per_second':'0.4'}", "mode:video_generation", "video_output_milliseconds:8000", "3.2")]
    [InlineData("openai", "{'output_cost_per_second':'0.3','output_cost_per_second_1080p':'0.5'}", "mode:video_generation size:1920x1080", "video_output_milliseconds:8000", "4")]
    [InlineData("openai", "{'input_cost_per_second':'0.0001'}", "mode:audio_transcription", "audio_input_milliseconds:90000", "0.009")]
    [InlineData("openai", "{'input_cost_per_character':'15e-6'}", "mode:audio_speech", "input_characters:2000", "0.03")]
    // rerank: 3 units at .002; pages: 10 at .001 and 4 annotated at .003; a session at .03
    [InlineData("cohere", "{'input_cost_per_query':'0.002'}", "mode:rerank", "queries:3", "0.006")]
    [InlineData("mistral", "{'ocr_cost_per_page':'0.001','annotation_cost_per_page':'0.003'}", "mode:ocr", "pages:10 annotation_pages:4", "0.022")]
    [InlineData("openai", "{'code_interpreter_cost_per_session':'0.03'}", "", "code_interpreter_sessions:2", "0.06")]
    public void Cost_CallOfAProvider_IsAsWorkedOutByHand(string provider, string prices, string facts, string quantities, string expected)
    {
        var fields = TestPrices.Of(prices);
        var cost = CostCalculator.Cost(fields, TestPrices.Facts($"provider:{provider} {facts}", fields), QuantitiesOf(quantities));
        Assert.Equal(expected, cost.TotalCost?.ToString());
    }

    // azure_ai: the router's fee of 1.4e-7 for each token of the prompt, on top of the model's price: 1000 x 2.14e-6 + 100 x 8e-6
    [Theory]
    [InlineData("azure-model-router", "input_tokens:1000 output_tokens:100", "0.00294")]
    [InlineData("azure-model-router", "cached_input_tokens:1000", "0.00214")]
    [InlineData("grok-x", "input_tokens:1000 output_tokens:100", "0.0028")]
    public void Cost_AzuresModelRouter_AddsItsFee(string model, string quantities, string expected)
    {
        var map = CostMap.Create([TestPrices.Model("azure_ai", "grok-x", Router, "azure-model-router"), TestPrices.Model("azure_ai", "model_router", "{'input_cost_per_token':'1.4e-7'}")]);
        var cost = CostCalculator.Cost(map, new() { Model = model, Provider = "azure_ai", Quantities = [.. QuantitiesOf(quantities)], Time = TestPrices.Day })!;
        Assert.Equal(expected, cost.TotalCost?.ToString());
    }

    // Models that the map lacks are priced by the class of their size: 1,000 tokens in, 1,000 out.
    [Theory]
    [InlineData("fireworks_ai", "accounts/fireworks/models/tiny-3b", "0.0002")] // up to 4b: 1e-7
    [InlineData("fireworks_ai", "accounts/fireworks/models/some-13b-chat", "0.0004")] // up to 16b: 2e-7
    [InlineData("fireworks_ai", "accounts/fireworks/models/mix-8x7b", "0.001")] // 56b of experts: 5e-7
    [InlineData("together_ai", "someone/Model-7B-Instruct", "0.0004")] // 4.1b to 8b: 2e-7
    [InlineData("together_ai", "someone/Model-70B", "0.0018")] // 41.1b to 80b: 9e-7
    [InlineData("together_ai", "someone/bge-109M", "0.000016")] // embedding up to 150m: 8e-9
    public void Cost_UnknownModelOfAKnownSize_IsPricedByItsClass(string provider, string model, string expected)
    {
        (string Provider, string Model, string Price)[] classes =
        [
            ("fireworks_ai", "fireworks-ai-up-to-4b", "1e-7"), ("fireworks_ai", "fireworks-ai-4.1b-to-16b", "2e-7"), ("fireworks_ai", "fireworks-ai-moe-up-to-56b", "5e-7"),
            ("together_ai", "together-ai-4.1b-8b", "2e-7"), ("together_ai", "together-ai-41.1b-80b", "9e-7"), ("together_ai", "together-ai-embedding-up-to-150m", "8e-9"),
        ];
        var map = CostMap.Create(classes.Select(row => TestPrices.Model(row.Provider, row.Model, $"{{'input_cost_per_token':'{row.Price}','output_cost_per_token':'{row.Price}'}}")));
        var cost = CostCalculator.Cost(map, new()
        {
            Model = model, Provider = provider, Quantities = [new(Meter.InputTokens, 1000), new(Meter.OutputTokens, 1000)], Time = TestPrices.Day,
        })!;
        Assert.Equal(expected, cost.TotalCost?.ToString());
    }

    private static Quantity[] QuantitiesOf(string words) =>
        [.. words.Split(' ').Select(word => word.Split(':')).Select(pair => new Quantity(Meters.Find(pair[0])!.Meter, long.Parse(pair[1], CultureInfo.InvariantCulture)))];
}
