using Accounting.LogReading.Calls;

namespace Accounting.LogReading.Formats;

/// <summary>Providers by LiteLLM's names: by the host of the address, by the model's prefix, by the model's family.</summary>
internal static class Providers
{
    public static readonly Name OpenAi = new("openai");
    public static readonly Name Anthropic = new("anthropic");
    public static readonly Name Gemini = new("gemini");
    public static readonly Name VertexAi = new("vertex_ai");
    public static readonly Name Bedrock = new("bedrock");
    public static readonly Name Azure = new("azure");

    // The end of a host, and who answers there. The first match counts.
    private static readonly (string HostEnd, Name Provider)[] Hosts =
    [
        ("api.openai.com", OpenAi), ("openai.azure.com", Azure), ("cognitiveservices.azure.com", Azure), ("services.ai.azure.com", new("azure_ai")),
        ("models.ai.azure.com", new("azure_ai")), ("api.anthropic.com", Anthropic), ("generativelanguage.googleapis.com", Gemini),
        ("aiplatform.googleapis.com", VertexAi), ("amazonaws.com", Bedrock), ("api.deepseek.com", new("deepseek")), ("mistral.ai", new("mistral")),
        ("api.groq.com", new("groq")), ("api.x.ai", new("xai")), ("together.xyz", new("together_ai")), ("together.ai", new("together_ai")),
        ("fireworks.ai", new("fireworks_ai")), ("openrouter.ai", new("openrouter")), ("perplexity.ai", new("perplexity")), ("cohere.com", new("cohere")),
        ("cohere.ai", new("cohere")), ("cerebras.ai", new("cerebras")), ("api.nvidia.com", new("nvidia_nim")), ("sambanova.ai", new("sambanova")),
        ("deepinfra.com", new("deepinfra")), ("aliyuncs.com", new("dashscope")), ("moonshot.cn", new("moonshot")), ("moonshot.ai", new("moonshot")),
        ("minimax.io", new("minimax")), ("minimaxi.com", new("minimax")), ("z.ai", new("zai")), ("bigmodel.cn", new("zai")),
        ("hyperbolic.xyz", new("hyperbolic")), ("novita.ai", new("novita")), ("nebius.ai", new("nebius")), ("nebius.com", new("nebius")),
        ("ai21.com", new("ai21")), ("voyageai.com", new("voyage")), ("jina.ai", new("jina_ai")), ("models.github.ai", new("github")),
        ("models.inference.ai.azure.com", new("github")), ("githubcopilot.com", new("github_copilot")), ("huggingface.co", new("huggingface")),
        ("volces.com", new("volcengine")), ("replicate.com", new("replicate")), ("databricks.com", new("databricks")), ("azuredatabricks.net", new("databricks")),
        ("ml.cloud.ibm.com", new("watsonx")), ("lambda.ai", new("lambda_ai")), ("baseten.co", new("baseten")), ("friendli.ai", new("friendliai")),
        ("featherless.ai", new("featherless_ai")), ("ai-gateway.vercel.sh", new("vercel_ai_gateway")), ("v0.dev", new("v0")), ("localhost:11434", new("ollama")),
    ];

    // Other names for the same provider.
    private static readonly (string Alias, Name Provider)[] Aliases =
    [
        ("aws", Bedrock), ("aws_bedrock", Bedrock), ("bedrock_converse", Bedrock), ("google", Gemini), ("google_genai", Gemini), ("gcp", VertexAi),
        ("vertex", VertexAi), ("azure_openai", Azure), ("x-ai", new("xai")), ("mistralai", new("mistral")), ("together", new("together_ai")),
        // OpenTelemetry's names.
        ("aws.bedrock", Bedrock), ("azure.ai.openai", Azure), ("az.ai.openai", Azure), ("azure.ai.inference", new("azure_ai")), ("az.ai.inference", new("azure_ai")),
        ("gcp.vertex_ai", VertexAi), ("gcp.gemini", Gemini), ("gcp.gen_ai", Gemini), ("mistral_ai", new("mistral")), ("x_ai", new("xai")),
        ("fireworks", new("fireworks_ai")), ("moonshotai", new("moonshot")), ("deepseek-ai", new("deepseek")), ("z-ai", new("zai")),
    ];

    // Models that only their maker serves under such names.
    private static readonly (string Prefix, Name Provider)[] Families =
    [
        ("gpt-oss", Name.Empty), ("gpt-", OpenAi), ("chatgpt-", OpenAi), ("ft:", OpenAi), ("o1", OpenAi), ("o3", OpenAi), ("o4", OpenAi), ("text-embedding-3", OpenAi),
        ("text-embedding-ada", OpenAi), ("davinci", OpenAi), ("babbage", OpenAi), ("text-davinci", OpenAi), ("codex-", OpenAi), ("computer-use", OpenAi),
        ("claude", Anthropic), ("gemini", Gemini), ("grok", new("xai")), ("sonar", new("perplexity")), ("command", new("cohere")),
        ("deepseek-chat", new("deepseek")), ("deepseek-reasoner", new("deepseek")), ("mistral-large-", new("mistral")), ("mistral-medium", new("mistral")),
    ];

    private static readonly Dictionary<string, Name> Known = AllKnown();

    /// <summary>Who answers at a host (with its port, where one is given); empty where it is not known.</summary>
    public static Name OfHost(string host)
    {
        foreach (var (end, provider) in Hosts)
        {
            if (!host.EndsWith(end, StringComparison.OrdinalIgnoreCase)) continue;
            if (host.Length == end.Length || host[^(end.Length + 1)] is '.' or '-') return provider;
        }
        return Name.Empty;
    }

    /// <summary>LiteLLM's name for a provider that a log names; others as they are.</summary>
    public static Name Canonical(Name provider)
    {
        foreach (var (alias, name) in Aliases)
            if (provider.Text.Equals(alias, StringComparison.OrdinalIgnoreCase)) return name;
        return provider;
    }

    /// <summary>The provider in a model's name: its first part (<c>azure/gpt-4o</c>) or its family; empty where neither is known.</summary>
    public static Name OfModel(Name model)
    {
        var slash = model.Text.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0) return Known.GetValueOrDefault(model.Text[..slash], Name.Empty);
        foreach (var (prefix, provider) in Families)
            if (model.Text.StartsWith(prefix, StringComparison.Ordinal)) return provider;
        return Name.Empty;
    }

    private static Dictionary<string, Name> AllKnown()
    {
        var known = new Dictionary<string, Name>(StringComparer.Ordinal);
        foreach (var (_, provider) in Hosts) known[provider.Text] = provider;
        foreach (var (alias, provider) in Aliases) known[alias] = provider;
        return known;
    }
}
