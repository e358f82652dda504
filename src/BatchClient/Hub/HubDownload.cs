using System.Net;
using Accounting.BatchClient.CommandLine;
using Accounting.BatchClient.Http;

namespace Accounting.BatchClient.Hub;

/// <summary>
/// Gets one file from one address, in as many attempts as are allowed. What has come of a file whose digest is known is kept beside the
/// cache, and the next attempt, or the next process, goes on behind it.
/// </summary>
internal sealed class HubDownload(HttpClient http, HubSettings settings, HubLimits limits, HubCache cache, TimeProvider time)
{
    private readonly HttpAttempts _attempts = new(limits, time);

    /// <summary>The file; null where the repository has none of that name.</summary>
    /// <exception cref="UnreachableServerException">The address did not answer to the end.</exception>
    /// <exception cref="UserException">The answer is no: not found, not allowed, too large.</exception>
    public Task<HubAnswer?> GetAsync(Uri origin, HubName name, string file, CancellationToken cancellationToken)
    {
        var address = new Uri(origin, $"{name.Repository}/resolve/{Uri.EscapeDataString(name.Revision)}/{file}");
        var token = origin == settings.Url ? settings.Token : null;
        return _attempts.RunAsync($"{origin.Host} did not give {name} {file}",
            () => TryAsync(new(http, origin, token, limits), address, name, file, cancellationToken), cancellationToken);
    }

    private async Task<Attempt<HubAnswer>> TryAsync(HubRequest request, Uri address, HubName name, string file, CancellationToken cancellationToken)
    {
        var part = cache.PartOf(name, file);
        using var stall = new Stall(limits, time, cancellationToken);
        using var response = await request.SendAsync(address, part.Length, stall.Token).ConfigureAwait(false);
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK:
                part.Restart(request.Digest);
                break;
            case HttpStatusCode.PartialContent when part.Continues(request.Digest, response.Content.Headers.ContentRange):
                break;
            case HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable:
                part.Restart(default);
                return Attempt<HubAnswer>.Again("the rest of another file came", TimeSpan.Zero);
            case HttpStatusCode.NotFound:
                return NotFound(response, name);
            case HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden:
                throw new UserException(
                    $"{address.Host} does not allow {name} ({(int)response.StatusCode}). It may be gated, private or missing; "
                    + "set ACCOUNTING_HUB_TOKEN to a token that may read it.");
            case var status when HttpAttempts.MayChange(status):
                return _attempts.Again<HubAnswer>(response);
            default:
                throw new UserException(
                    $"{address.Host} answers {(int)response.StatusCode} for {name} {file}. Expected the file; check the setting hub-url.");
        }
        using (var output = part.Open()) await HttpBody.CopyAsync(response, output, $"{name} {file}", limits, stall).ConfigureAwait(false);
        var content = part.Take();
        return request.Digest.Fits(content)
            ? Attempt<HubAnswer>.Done(new(content, request.Digest, request.Commit))
            : Attempt<HubAnswer>.Again($"its digest is not the {request.Digest.Value} that was promised");
    }

    /// <summary>A repository without the file is another matter than no such repository or revision.</summary>
    private static Attempt<HubAnswer> NotFound(HttpResponseMessage response, HubName name)
    {
        var reason = response.Headers.TryGetValues("X-Error-Code", out var codes) ? codes.First() : "";
        return reason is "RepoNotFound" or "RevisionNotFound"
            ? throw new UserException(
                $"The hub has no {(reason == "RepoNotFound" ? "repository" : "revision")} {name}. Check the name; expected OWNER/NAME[@REVISION].")
            : Attempt<HubAnswer>.Done(null);
    }
}
