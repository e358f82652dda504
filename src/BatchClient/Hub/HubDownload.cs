using System.Net;
using Accounting.BatchClient.CommandLine;

namespace Accounting.BatchClient.Hub;

/// <summary>
/// Gets one file from one address, in as many attempts as are allowed. What has come of a file whose digest is known is kept beside the
/// cache, and the next attempt, or the next process, goes on behind it.
/// </summary>
internal sealed class HubDownload(HttpClient http, HubSettings settings, HubLimits limits, HubCache cache, TimeProvider time)
{
    private const int BufferBytes = 1 << 16;

    /// <summary>The file; null where the repository has none of that name.</summary>
    /// <exception cref="HubUnreachableException">The address did not answer to the end.</exception>
    /// <exception cref="UserException">The answer is no: not found, not allowed, too large.</exception>
    public async Task<HubAnswer?> GetAsync(Uri origin, HubName name, string file, CancellationToken cancellationToken)
    {
        var address = new Uri(origin, $"{name.Repository}/resolve/{Uri.EscapeDataString(name.Revision)}/{file}");
        var token = origin == settings.Url ? settings.Token : null;
        for (var attempt = 1; ; attempt++)
        {
            TimeSpan? wait = null;
            string problem;
            try
            {
                var request = new HubRequest(http, origin, token, limits);
                var outcome = await TryAsync(request, address, name, file, cancellationToken).ConfigureAwait(false);
                if (outcome.IsDone) return outcome.Answer;
                (problem, wait) = (outcome.Problem, outcome.Wait);
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException
                || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                problem = exception is OperationCanceledException
                    ? $"no bytes for {limits.StallMax.TotalSeconds:0} seconds"
                    : exception.Message;
            }
            if (attempt == limits.Attempts || wait > limits.RetryAfterMax)
                throw new HubUnreachableException($"{origin.Host} did not give {name} {file} in {attempt} attempts; the last one: {problem}");
            await Task.Delay(wait ?? limits.RetryDelay * (1 << (attempt - 1)), time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<Outcome> TryAsync(HubRequest request, Uri address, HubName name, string file, CancellationToken cancellationToken)
    {
        var part = cache.PartOf(name, file);
        using var stall = new Stall(limits.StallMax, time, cancellationToken);
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
                return Outcome.Again("the rest of another file came", TimeSpan.Zero);
            case HttpStatusCode.NotFound:
                return NotFound(response, name);
            case HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden:
                throw new UserException(
                    $"{address.Host} does not allow {name} ({(int)response.StatusCode}). It may be gated, private or missing; "
                    + "set ACCOUNTING_HUB_TOKEN to a token that may read it.");
            case HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError:
                return Outcome.Again($"answer {(int)response.StatusCode}", WaitOf(response));
            default:
                throw new UserException(
                    $"{address.Host} answers {(int)response.StatusCode} for {name} {file}. Expected the file; check the setting hub-url.");
        }
        await CopyAsync(response, part, name, file, stall).ConfigureAwait(false);
        var content = part.Take();
        return request.Digest.Fits(content)
            ? Outcome.Done(new(content, request.Digest, request.Commit))
            : Outcome.Again($"its digest is not the {request.Digest.Value} that was promised", null);
    }

    private async Task CopyAsync(HttpResponseMessage response, HubPart part, HubName name, string file, Stall stall)
    {
        var expected = response.Content.Headers.ContentLength + part.Length;
        RefuseLarge(expected ?? 0, name, file);
        using var body = await response.Content.ReadAsStreamAsync(stall.Token).ConfigureAwait(false);
        using var output = part.Open();
        var buffer = new byte[BufferBytes];
        while (true)
        {
            stall.Restart();
            var read = await body.ReadAsync(buffer, stall.Token).ConfigureAwait(false);
            if (read == 0) break;
            RefuseLarge(output.Length + read, name, file);
            await output.WriteAsync(buffer.AsMemory(0, read), stall.Token).ConfigureAwait(false);
        }
        if (expected is { } length && output.Length != length) throw new IOException($"{output.Length:N0} of {length:N0} bytes came");
    }

    private void RefuseLarge(long bytes, HubName name, string file)
    {
        if (bytes > limits.FileBytesMax)
            throw new UserException($"{name} {file} has {bytes:N0} bytes or more. Expected at most {limits.FileBytesMax:N0}.");
    }

    /// <summary>A repository without the file is another matter than no such repository or revision.</summary>
    private static Outcome NotFound(HttpResponseMessage response, HubName name)
    {
        var reason = response.Headers.TryGetValues("X-Error-Code", out var codes) ? codes.First() : "";
        return reason is "RepoNotFound" or "RevisionNotFound"
            ? throw new UserException(
                $"The hub has no {(reason == "RepoNotFound" ? "repository" : "revision")} {name}. Check the name; expected OWNER/NAME[@REVISION].")
            : Outcome.Done(null);
    }

    private TimeSpan? WaitOf(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - time.GetUtcNow() is var wait && wait > TimeSpan.Zero ? wait : TimeSpan.Zero,
        _ => null,
    };

    private readonly record struct Outcome(bool IsDone, HubAnswer? Answer, string Problem, TimeSpan? Wait)
    {
        public static Outcome Done(HubAnswer? answer) => new(true, answer, "", null);

        public static Outcome Again(string problem, TimeSpan? wait) => new(false, null, problem, wait);
    }
}
