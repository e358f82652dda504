using Accounting.Core.Pricing;

namespace Accounting.Core.Tests.Pricing;

public class ResolutionTests
{
    private const string Price = "{'input_cost_per_token':'1e-6','output_cost_per_token':'2e-6'}";

    private static readonly CostMap s_map = CostMap.Create(
    [
        Model("openai", "gpt-4o", "gpt-4o-2024-08-06"), Model("openai", "gpt-3.5-turbo"), Model("openai", "ft:gpt-3.5-turbo"),
            Model("openai", "gpt-4"), Model("openai", "gpt-4.1-mini"),
        Model("azure", "azure/gpt-4o-2024-08-06"), Model("azure", "azure/eu/gpt-4o-2024-08-06"), Model("azure", "azure/gpt-35-turbo"),
        Model("text-completion-openai", "gpt-3.5-turbo-instruct"),
        Model("anthropic", "claude-sonnet-4-5"), Model("vertex_ai-anthropic_models", "vertex_ai/claude-sonnet-4-5@20250929"),
            Model("vertex_ai", "vertex_ai/claude-3-opus"),
        Model("vertex_ai-language-models", "gemini-2.5-pro"), Model("gemini", "gemini/gemini-2.5-pro"),
            Model("gemini", "gemini/gemini-2.0-flash"),
        Model("vertex_ai", "vertex_ai/meta/llama-3.1-405b"), Model("vertex_ai", "vertex_ai/codestral@latest"),
        Model("bedrock_converse", "anthropic.claude-sonnet-4-5-v1:0"), Model("bedrock_converse", "us.anthropic.claude-sonnet-4-5-v1:0"),
            Model("bedrock", "amazon.titan-text-express-v1"),
        Model("bedrock", "bedrock/us-gov-west-1/amazon.titan-text-express-v1"),
        Model("together_ai", "together_ai/BAAI/bge-base-en-v1.5"), Model("together_ai", "together-ai-41.1b-80b"),
            Model("fireworks_ai", "fireworks-ai-above-16b"),
        Model("fireworks_ai", "fireworks-ai-moe-up-to-56b"), Model("fireworks_ai", "fireworks-ai-default"),
        Model("openrouter", "openrouter/openai/gpt-4o"), Model("deepseek", "deepseek-chat"), Model("", "my-own-model"),
    ]);

    [Theory]
    // provider, region, name -> entry
    [InlineData("openai", "", "gpt-4o", "openai/gpt-4o")]
    [InlineData("", "", "gpt-4o", "openai/gpt-4o")]
    [InlineData("openai", "", "openai/gpt-4o", "openai/gpt-4o")]
    [InlineData("openai", "", "openai/openai/gpt-4o", "openai/gpt-4o")]
    [InlineData("", "", "openai/gpt-4o", "openai/gpt-4o")]
    [InlineData("OpenAI", "", "GPT-4o", "openai/gpt-4o")]
    [InlineData("openai", "", "gpt-4o-2024-08-06", "openai/gpt-4o")]
    [InlineData("openai", "", "gpt-3.5-turbo-instruct", "openai/gpt-3.5-turbo-instruct")]
    [InlineData("openai", "", "ft:gpt-3.5-turbo:org:suffix:id", "openai/ft:gpt-3.5-turbo")]
    [InlineData("openai", "", "ft:gpt-3.5-turbo:org::id", "openai/ft:gpt-3.5-turbo")]
    [InlineData("azure", "", "gpt-4o-2024-08-06", "azure/gpt-4o-2024-08-06")]
    [InlineData("azure", "eu", "gpt-4o-2024-08-06", "azure/eu/gpt-4o-2024-08-06")]
    [InlineData("azure", "us", "gpt-4o-2024-08-06", "azure/gpt-4o-2024-08-06")]
    [InlineData("azure", "", "eu/gpt-4o-2024-08-06", "azure/eu/gpt-4o-2024-08-06")]
    [InlineData("azure", "", "gpt-35-turbo", "azure/gpt-35-turbo")]
    [InlineData("", "", "gpt-35-turbo", "azure/gpt-35-turbo")]
    [InlineData("azure_ai", "", "gpt-4o", "openai/gpt-4o")]
    [InlineData("litellm_proxy", "", "claude-sonnet-4-5", "anthropic/claude-sonnet-4-5")]
    [InlineData("", "", "gemini-2.5-pro", "vertex_ai/gemini-2.5-pro")]
    [InlineData("gemini", "", "gemini-2.5-pro", "gemini/gemini-2.5-pro")]
    [InlineData("google", "", "models/gemini-2.5-pro", "gemini/gemini-2.5-pro")]
    [InlineData("vertex_ai_beta", "", "gemini-2.5-pro", "vertex_ai/gemini-2.5-pro")]
    [InlineData("vertex_ai", "", "publishers/google/models/gemini-2.5-pro", "vertex_ai/gemini-2.5-pro")]
    [InlineData("gemini", "", "gemini-2.0-flash-001", "gemini/gemini-2.0-flash")]
    [InlineData("vertex_ai", "", "claude-sonnet-4-5@20250929", "vertex_ai/claude-sonnet-4-5@20250929")]
    [InlineData("vertex_ai", "", "claude-3-opus@20240229", "vertex_ai/claude-3-opus")]
    [InlineData("vertex_ai", "", "claude-sonnet-4-5-20250929", "vertex_ai/claude-sonnet-4-5@20250929")]
    [InlineData("vertex_ai", "", "llama-3.1-405b", "vertex_ai/meta/llama-3.1-405b")]
    [InlineData("vertex_ai", "", "codestral", "vertex_ai/codestral@latest")]
    [InlineData("vertex_ai", "", "vertex_ai/vertex/claude-3-opus", "vertex_ai/claude-3-opus")]
    [InlineData("bedrock", "", "anthropic.claude-sonnet-4-5-v1:0", "bedrock/anthropic.claude-sonnet-4-5-v1:0")]
    [InlineData("bedrock", "", "us.anthropic.claude-sonnet-4-5-v1:0", "bedrock/us.anthropic.claude-sonnet-4-5-v1:0")]
    [InlineData("bedrock", "", "eu.anthropic.claude-sonnet-4-5-v1:0", "bedrock/anthropic.claude-sonnet-4-5-v1:0")]
    [InlineData("bedrock", "", "converse/eu.anthropic.claude-sonnet-4-5-v1:0", "bedrock/anthropic.claude-sonnet-4-5-v1:0")]
    [InlineData("bedrock", "", "anthropic.claude-sonnet-4-5-v1:0:51k", "bedrock/anthropic.claude-sonnet-4-5-v1:0")]
    [InlineData("bedrock", "", "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-sonnet-4-5-v1:0",
        "bedrock/us.anthropic.claude-sonnet-4-5-v1:0")]
    [InlineData("bedrock", "", "us-east-1/amazon.titan-text-express-v1", "bedrock/amazon.titan-text-express-v1")]
    [InlineData("bedrock", "us-gov-west-1", "amazon.titan-text-express-v1", "bedrock/us-gov-west-1/amazon.titan-text-express-v1")]
    [InlineData("aws.bedrock", "eu-west-1", "amazon.titan-text-express-v1", "bedrock/amazon.titan-text-express-v1")]
    [InlineData("together_ai", "", "baai/bge-base-en-v1.5", "together_ai/BAAI/bge-base-en-v1.5")]
    [InlineData("together_ai", "", "someone/llama-3-70b-chat", "together_ai/together-ai-41.1b-80b")]
    [InlineData("fireworks_ai", "", "accounts/x/models/mixtral-8x7b", "fireworks_ai/fireworks-ai-moe-up-to-56b")]
    [InlineData("fireworks_ai", "", "accounts/x/models/llama-v3-70b", "fireworks_ai/fireworks-ai-above-16b")]
    [InlineData("fireworks_ai", "", "accounts/x/models/unknown", "fireworks_ai/fireworks-ai-default")]
    [InlineData("openrouter", "", "openai/gpt-4o", "openrouter/openai/gpt-4o")]
    [InlineData("deepseek", "", "deepseek/deepseek-chat", "deepseek/deepseek-chat")]
    [InlineData("anyone", "", "my-own-model", "my-own-model")]
    // A name of another provider, a snapshot that nobody priced, nothing.
    [InlineData("groq", "", "gpt-4o", null)]
    [InlineData("openai", "", "gpt-4-0613", null)]
    [InlineData("", "", "gpt-4-0613", null)]
    [InlineData("openai", "", "gpt-4o-2099-01-01", null)]
    [InlineData("openai", "", "", null)]
    [InlineData("together_ai", "", "someone/tiny", null)]
    public void Resolve_Name_LeadsToItsEntry(string provider, string region, string name, string? expected)
    {
        var resolution = s_map.Resolve(name, provider, region);
        Assert.Equal(expected, resolution.Model?.FullName);
        Assert.NotEqual("", resolution.Why);
    }

    [Fact]
    public void Resolve_MisspeltName_SuggestsNearOnes()
    {
        var resolution = s_map.Resolve("gpt4o");
        Assert.Null(resolution.Model);
        Assert.Equal("gpt-4o", resolution.NearNames[0]);
    }

    [Fact]
    public void Resolve_VeryLongOrStrangeName_IsUnknown()
    {
        Assert.Null(s_map.Resolve(new string('x', 100_000)).Model);
        Assert.Null(s_map.Resolve("/").Model);
        Assert.Null(s_map.Resolve("openai/", "openai").Model);
        Assert.Null(s_map.Resolve("arn:", "bedrock").Model);
        Assert.Null(s_map.Resolve("ft:::", "openai").Model);
        Assert.Null(s_map.Resolve(":k", "bedrock").Model);
    }

    private static ModelPrices Model(string provider, string name, params string[] aliases) =>
        TestPrices.Model(provider, name, Price, aliases);
}
