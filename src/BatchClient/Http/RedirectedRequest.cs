using System.Net;
using Accounting.BatchClient.CommandLine;

namespace Accounting.BatchClient.Http;

/// <summary>Sends a request and follows its redirects by hand: a bounded number, and never from https to http.</summary>
/// <param name="http">Follows none by itself (<see cref="CreateClient"/>).</param>
/// <param name="limits">How many redirects.</param>
/// <param name="setting">Where the first address comes from, for messages.</param>
internal sealed class RedirectedRequest(HttpClient http, HttpLimits limits, string setting)
{
    /// <summary>A client as downloads want it: it follows no redirects, and its time is bounded by <see cref="Stall"/>.</summary>
    public static HttpClient CreateClient() =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(30) })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };

    /// <summary>The first answer that is no redirect; its body is not read yet.</summary>
    /// <param name="address">What to get.</param>
    /// <param name="prepare">Adds headers to each request; its address may be another one by then.</param>
    /// <param name="note">Sees each answer on the way.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="UnreachableServerException">Redirects lead nowhere.</exception>
    /// <exception cref="UserException">They lead to where nothing may be fetched from.</exception>
    public async Task<HttpResponseMessage> SendAsync(
        Uri address, Action<HttpRequestMessage> prepare, Action<HttpResponseMessage>? note, CancellationToken cancellationToken)
    {
        var first = address;
        for (var redirects = 0; redirects <= limits.Redirects; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.UserAgent.ParseAdd("accounting/0.1");
            prepare(request);
            var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            note?.Invoke(response);
            if (response.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
                or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect)) return response;
            using (response) address = Target(address, response.Headers.Location);
        }
        throw new UnreachableServerException($"{first.GetLeftPart(UriPartial.Authority)} redirects more than {limits.Redirects} times.");
    }

    private Uri Target(Uri from, Uri? location)
    {
        if (location is null) throw new UnreachableServerException($"{from.Host} redirects without saying where to.");
        var target = new Uri(from, location);
        if (target.Scheme != "https" && target.Scheme != from.Scheme)
            throw new UserException($"{from.Host} redirects from {from.Scheme} to {target.Scheme}, which is refused. Check {setting}.");
        return target;
    }
}
