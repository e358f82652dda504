namespace Accounting.Core.Pricing.Resolving;

/// <summary>
/// Bedrock's names: ARNs, routes, regions, geographies, throughput (LiteLLM 2.4). A geography is kept as long as a price for it is found:
/// it can be dearer.
/// </summary>
internal static class BedrockNames
{
    private static readonly string[] s_routes =
        ["converse", "converse_like", "invoke", "async_invoke", "agent", "agentcore", "llama", "deepseek_r1", "nova", "openai", "qwen3"];
    private static readonly string[] s_geographies = ["us", "eu", "apac", "jp", "au", "ca", "us-gov", "global"];

    public static IEnumerable<NameCandidate> Of(string name)
    {
        var why = "Bedrock model";
        if (name.StartsWith("arn:", StringComparison.Ordinal))
        {
            name = name[(name.LastIndexOf('/') + 1)..];
            why = "model of the ARN";
            yield return new(name, why);
        }
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        while (slash > 0 && (Array.IndexOf(s_routes, name[..slash]) >= 0 || IsRegion(name.AsSpan(0, slash))))
        {
            name = name[(slash + 1)..];
            why = "Bedrock model without route or region";
            yield return new(name, why);
            slash = name.IndexOf('/', StringComparison.Ordinal);
        }
        if (WithoutThroughput(name) is { } plain)
        {
            name = plain;
            why = "Bedrock model without throughput";
            yield return new(name, why);
        }
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot > 0 && Array.IndexOf(s_geographies, name[..dot]) >= 0)
            yield return new(name[(dot + 1)..], "Bedrock model without its geography");
    }

    // us-east-1, ap-southeast-2, us-gov-west-1
    private static bool IsRegion(ReadOnlySpan<char> text) =>
        text.Length is >= 9 and <= 16 && text[2] == '-' && char.IsAsciiDigit(text[^1]) && text[^2] == '-';

    // …:0:51k
    private static string? WithoutThroughput(string name)
    {
        var colon = name.LastIndexOf(':');
        if (colon <= 0 || name.Length - colon < 3 || name[^1] != 'k') return null;
        return name.AsSpan(colon + 1, name.Length - colon - 2).IndexOfAnyExceptInRange('0', '9') < 0 ? name[..colon] : null;
    }
}
