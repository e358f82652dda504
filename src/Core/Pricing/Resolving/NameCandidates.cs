namespace Accounting.Core.Pricing.Resolving;

/// <summary>A name under which a model is looked for.</summary>
/// <param name="Name">The name.</param>
/// <param name="Why">How it came about, for a person.</param>
internal readonly record struct NameCandidate(string Name, string Why);

/// <summary>The names under which the prices of a model are looked for, best first (LiteLLM 2.2 to 2.4).</summary>
internal static class NameCandidates
{
    /// <param name="name">As a log gives it.</param>
    /// <param name="provider">Normalised; empty where it is not known.</param>
    /// <param name="region">Empty where it is not known.</param>
    public static IEnumerable<NameCandidate> Of(string name, string provider, string region)
    {
        var bare = Bare(name, provider);
        if (provider.Length > 0)
        {
            if (region.Length > 0) yield return new($"{provider}/{region}/{bare}", "provider, region and model");
            yield return new($"{provider}/{bare}", "provider and model");
        }
        yield return new(bare, "model");
        if (name != bare) yield return new(name, "model as given");
        foreach (var other in Alternatives(bare, provider))
        {
            if (provider.Length > 0) yield return other with { Name = $"{provider}/{other.Name}" };
            yield return other;
        }
    }

    /// <summary>The name without its provider, however often that stands before it.</summary>
    public static string Bare(string name, string provider)
    {
        while (provider.Length > 0 && name.Length > provider.Length + 1 && name[provider.Length] == '/'
            && name.StartsWith(provider, StringComparison.OrdinalIgnoreCase))
            name = name[(provider.Length + 1)..];
        return name;
    }

    private static IEnumerable<NameCandidate> Alternatives(string name, string provider)
    {
        if (provider is "" or "azure" or "azure_ai")
            foreach (var candidate in Azure(name)) yield return candidate;
        if (name.StartsWith("ft:", StringComparison.Ordinal) && FineTuned(name) is { } tuned)
            yield return new(tuned, "fine-tuned model without organisation, suffix and id");
        if (provider is "" or "bedrock")
            foreach (var candidate in BedrockNames.Of(name)) yield return candidate;
        if (provider is "vertex_ai" or "gemini" or "databricks"
            || (provider.Length == 0 && name.Contains("gemini", StringComparison.Ordinal)))
            foreach (var candidate in Google(name, provider)) yield return candidate;
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        if (slash >= 0 && slash + 1 < name.Length) yield return new(name[(slash + 1)..], "model without its first segment");
    }

    // Azure writes no points: gpt-35-turbo, gpt-41-mini.
    private static IEnumerable<NameCandidate> Azure(string name)
    {
        if (name.StartsWith("gpt-35-", StringComparison.Ordinal))
        {
            yield return new("azure/" + name, "Azure's spelling");
            yield return new("gpt-3.5-" + name["gpt-35-".Length..], "Azure's spelling of gpt-3.5");
        }
        if (name.StartsWith("gpt-41", StringComparison.Ordinal))
            yield return new("azure/gpt-4.1" + name["gpt-41".Length..], "Azure's spelling of gpt-4.1");
    }

    private static IEnumerable<NameCandidate> Google(string name, string provider)
    {
        if (name.StartsWith("models/", StringComparison.Ordinal)) name = name["models/".Length..];
        else if (name.LastIndexOf("/models/", StringComparison.Ordinal) is var models and >= 0) name = name[(models + "/models/".Length)..];
        yield return new(name, "model without its path");
        if (provider == "vertex_ai")
        {
            yield return new($"meta/{name}", "model of Meta on Vertex AI");
            yield return new($"{name}@latest", "latest version");
        }
        var at = name.IndexOf('@', StringComparison.Ordinal);
        if (at > 0) yield return new(name[..at], "model without its @version");
        var dash = name.LastIndexOf('-');
        if (dash <= 0 || dash + 1 == name.Length || name.AsSpan(dash + 1).IndexOfAnyExceptInRange('0', '9') >= 0) yield break;
        if (provider == "vertex_ai") yield return new($"{name[..dash]}@{name[(dash + 1)..]}", "Vertex AI's spelling of the version");
        yield return new(name[..dash], "model without its version number");
    }

    // ft:gpt-4o-2024-08-06:organisation:suffix:id
    private static string? FineTuned(string name)
    {
        var end = name.Length;
        for (var part = 0; part < 3; part++)
        {
            end = name.LastIndexOf(':', end - 1);
            if (end <= "ft:".Length) return null;
        }
        return name[..end];
    }
}
