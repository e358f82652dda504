using System.Net.Http.Headers;
using Accounting.BatchClient.Http;

namespace Accounting.BatchClient.Hub;

/// <summary>
/// One request to a hub: the token goes to the hub's own address only. Keeps what the first answers say about the file, since the store that
/// they lead to says something else.
/// </summary>
internal sealed class HubRequest(HttpClient http, Uri origin, string? token, HubLimits limits)
{
    /// <summary>The digest that was named on the way.</summary>
    public FileDigest Digest { get; private set; }

    /// <summary>The commit that was named on the way.</summary>
    public string? Commit { get; private set; }

    /// <param name="address">What to get.</param>
    /// <param name="from">The first byte wanted.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="UnreachableServerException">Redirects lead nowhere.</exception>
    public Task<HttpResponseMessage> SendAsync(Uri address, long from, CancellationToken cancellationToken) =>
        new RedirectedRequest(http, limits, "the setting hub-url").SendAsync(address, request => Prepare(request, from), Note, cancellationToken);

    private void Prepare(HttpRequestMessage request, long from)
    {
        if (from > 0) request.Headers.Range = new RangeHeaderValue(from, null);
        if (token is not null && IsSameOrigin(request.RequestUri!, origin)) request.Headers.Authorization = new("Bearer", token);
    }

    private void Note(HttpResponseMessage response)
    {
        if (Digest.Value is null) Digest = FileDigest.Parse(Header(response, "X-Linked-Etag") ?? Header(response, "ETag"));
        Commit ??= Header(response, "X-Repo-Commit");
    }

    private static bool IsSameOrigin(Uri address, Uri origin) =>
        address.Scheme == origin.Scheme && address.Host == origin.Host && address.Port == origin.Port;

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.First() : null;
}
