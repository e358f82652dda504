using System.Net;
using System.Net.Http.Headers;
using Accounting.BatchClient.CommandLine;

namespace Accounting.BatchClient.Hub;

/// <summary>
/// Sends one request and follows its redirects by hand: the token goes to the hub's own address only, and never from https to http. Keeps
/// what the first answers say about the file, since the store that they lead to says something else.
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
    /// <exception cref="HubUnreachableException">Redirects lead nowhere.</exception>
    public async Task<HttpResponseMessage> SendAsync(Uri address, long from, CancellationToken cancellationToken)
    {
        for (var redirects = 0; redirects <= limits.Redirects; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.UserAgent.ParseAdd("accounting/0.1");
            if (from > 0) request.Headers.Range = new RangeHeaderValue(from, null);
            if (token is not null && IsSameOrigin(address, origin)) request.Headers.Authorization = new("Bearer", token);
            var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            Note(response);
            if (response.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
                or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect)) return response;
            using (response) address = Target(address, response.Headers.Location);
        }
        throw new HubUnreachableException($"{origin} redirects more than {limits.Redirects} times.");
    }

    private void Note(HttpResponseMessage response)
    {
        if (Digest.Value is null) Digest = FileDigest.Parse(Header(response, "X-Linked-Etag") ?? Header(response, "ETag"));
        Commit ??= Header(response, "X-Repo-Commit");
    }

    private static Uri Target(Uri from, Uri? location)
    {
        if (location is null) throw new HubUnreachableException($"{from.Host} redirects without saying where to.");
        var target = new Uri(from, location);
        if (target.Scheme != "https" && target.Scheme != from.Scheme)
            throw new UserException(
                $"{from.Host} redirects from {from.Scheme} to {target.Scheme}, which is refused. Check the setting hub-url.");
        return target;
    }

    private static bool IsSameOrigin(Uri address, Uri origin) =>
        address.Scheme == origin.Scheme && address.Host == origin.Host && address.Port == origin.Port;

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.First() : null;
}
