using System.Text;
using Accounting.LogReading.Calls;

namespace Accounting.LogReading.Formats;

/// <summary>What the address of a request tells: who answers, which model, where. Immutable.</summary>
internal sealed record Address(Name Provider, Name Model, Name Region, Name Residency)
{
    private static readonly Address None = new(Name.Empty, Name.Empty, Name.Empty, Name.Empty);

    /// <summary>Reads <c>https://host/path</c>; whatever it does not tell is empty.</summary>
    public static Address Parse(ReadOnlySpan<byte> url)
    {
        if (!Uri.TryCreate(Encoding.UTF8.GetString(url), UriKind.Absolute, out var uri) || uri.Host.Length == 0) return None;
        var host = uri.Host;
        var provider = Providers.OfHost(uri.Authority);
        if (provider.IsEmpty) provider = Providers.OfHost(host);
        var path = uri.AbsolutePath;
        return new(provider, ModelIn(path), RegionIn(provider, host, path), ResidencyIn(provider, host));
    }

    // Bedrock: /model/ID/converse, percent-encoded. Gemini: /models/NAME:generateContent. Azure: /deployments/NAME/chat/completions.
    private static Name ModelIn(string path)
    {
        var model = After(path, "/model/") ?? After(path, "/models/") ?? After(path, "/deployments/");
        if (model is null) return Name.Empty;
        var method = model.IndexOf(':', StringComparison.Ordinal);
        return new(Uri.UnescapeDataString(method < 0 ? model : model[..method]));
    }

    // bedrock-runtime.us-east-1.amazonaws.com; /locations/europe-west4/ or europe-west4-aiplatform.googleapis.com. "global" is no region.
    private static Name RegionIn(Name provider, string host, string path)
    {
        if (provider == Providers.Bedrock && host.Split('.') is [_, var region, "amazonaws", ..]) return new(region);
        if (provider != Providers.VertexAi) return Name.Empty;
        var location = After(path, "/locations/")
            ?? (host.IndexOf("-aiplatform.", StringComparison.Ordinal) is > 0 and var end ? host[..end] : "global");
        return location == "global" ? Name.Empty : new(location);
    }

    private static Name ResidencyIn(Name provider, string host) =>
        provider == Providers.OpenAi && host.EndsWith(".api.openai.com", StringComparison.Ordinal)
            ? new(host[..host.IndexOf('.', StringComparison.Ordinal)])
            : Name.Empty;

    private static string? After(string path, string marker)
    {
        var start = path.IndexOf(marker, StringComparison.Ordinal);
        if (start < 0) return null;
        start += marker.Length;
        var end = path.IndexOf('/', start);
        return end < 0 ? path[start..] : path[start..end];
    }
}
