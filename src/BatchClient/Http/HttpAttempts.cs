using System.Net;

namespace Accounting.BatchClient.Http;

/// <summary>Repeats what may go well the next time, with pauses that grow or that the server asks for.</summary>
internal sealed class HttpAttempts(HttpLimits limits, TimeProvider time)
{
    /// <summary>The value of the first attempt that has one.</summary>
    /// <param name="what">What does not happen if none has: <c>example.com did not give x</c>.</param>
    /// <param name="attempt">One attempt. A broken connection and a stall are reasons to try again.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="UnreachableServerException">No attempt went well, or the server asks for too long a wait.</exception>
    public async Task<T?> RunAsync<T>(string what, Func<Task<Attempt<T>>> attempt, CancellationToken cancellationToken)
    {
        for (var number = 1; ; number++)
        {
            Attempt<T> outcome;
            try
            {
                outcome = await attempt().ConfigureAwait(false);
                if (outcome.IsDone) return outcome.Value;
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException
                || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                outcome = Attempt<T>.Again(exception is OperationCanceledException
                    ? $"no bytes for {limits.StallMax.TotalSeconds:0} seconds, or no end after {limits.TotalMax.TotalMinutes:0} minutes"
                    : exception.Message);
            }
            if (number == limits.Attempts || outcome.Wait > limits.RetryAfterMax)
                throw new UnreachableServerException($"{what} in {number} attempts; the last one: {outcome.Problem}{TooLong(outcome.Wait)}");
            await Task.Delay(outcome.Wait ?? limits.RetryDelay * (1 << (number - 1)), time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Whether an answer may be another one later: too many requests, or a fault of the server.</summary>
    public static bool MayChange(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError;

    /// <summary>An answer that may be another one later, with the wait that it asks for.</summary>
    public Attempt<T> Again<T>(HttpResponseMessage response) => Attempt<T>.Again($"answer {(int)response.StatusCode}", response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - time.GetUtcNow() is var wait && wait > TimeSpan.Zero ? wait : TimeSpan.Zero,
        _ => null,
    });

    private string TooLong(TimeSpan? wait) => wait > limits.RetryAfterMax
        ? $"; it asks to wait {wait.Value.TotalSeconds:0} seconds, more than {limits.RetryAfterMax.TotalSeconds:0}"
        : "";
}
