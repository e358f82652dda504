using Accounting.Core.Ledger;

namespace Accounting.BatchClient.Cluster;

/// <summary>
/// Makes calls to the cluster for threads that wait for the answer, and repeats them as <see cref="RetryPolicy"/> says. A call that was not answered may have been done: it
/// is made again with the same id, and answered as done. Thread-safe.
/// </summary>
/// <param name="policy">When, and for how long.</param>
/// <param name="gateways">Tells when a connection is lost, and the answers that were to come over it.</param>
/// <param name="time">For pauses and deadlines.</param>
/// <param name="random">For the jitter.</param>
/// <param name="note">Tells the user, once per outage, that the cluster does not answer.</param>
/// <param name="cancellationToken">Ends every call and pause: the user has had enough.</param>
internal sealed class ClusterCalls(RetryPolicy policy, GatewayWatch gateways, TimeProvider time, Random random, Action<string> note, CancellationToken cancellationToken)
{
    /// <summary>Silence that is told of. Shorter, it is the ordinary restart of a silo.</summary>
    private static readonly TimeSpan NotedSilence = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private bool _isNoted;

    /// <summary>Makes a call that is never refused for lack of room.</summary>
    public T Make<T>(string what, Func<CancellationToken, Task<T>> call) => Make(what, call, static _ => null);

    /// <summary>Makes a call that may take minutes or hours: an attempt waits as long as the call's own timeout says.</summary>
    public T MakeLong<T>(string what, Func<CancellationToken, Task<T>> call) => Make(what, call, static _ => null, isLong: true, stop: default);

    /// <summary>Makes a call until it is answered.</summary>
    /// <param name="what">For messages: <c>counting a chunk</c>.</param>
    /// <param name="call">One attempt; asked anew for each, so that it may go elsewhere.</param>
    /// <param name="pauseOf">How long an answer asks to wait; null: it is no refusal.</param>
    /// <param name="stop">Ends this call; if none is given, what ends all of them.</param>
    /// <exception cref="LedgerException">The ledger refuses, or the cluster did not answer within the policy's time.</exception>
    /// <exception cref="OperationCanceledException">Cancelled by the user.</exception>
    public T Make<T>(string what, Func<CancellationToken, Task<T>> call, Func<T, TimeSpan?> pauseOf, CancellationToken stop = default) =>
        Make(what, call, pauseOf, isLong: false, stop);

    private T Make<T>(string what, Func<CancellationToken, Task<T>> call, Func<T, TimeSpan?> pauseOf, bool isLong, CancellationToken stop)
    {
        stop = stop.CanBeCanceled ? stop : cancellationToken;
        var attempts = new Attempts(time);
        while (true)
        {
            var patience = isLong ? Timeout.InfiniteTimeSpan : policy.PatienceOf(attempts.Outcome == CallOutcome.Unknown ? attempts.Count : 0);
            var (outcome, suggested, failure) = Attempt(call, pauseOf, patience, stop, out var answer);
            if (outcome is null) return Answered(answer!);
            attempts.Add(outcome.Value);
            if (PauseAfter(attempts, suggested) is not { } pause) throw GivenUp(what, attempts, failure);
            if (outcome == CallOutcome.Unknown && attempts.Since >= NotedSilence) NoteSilence(what, failure!);
            Task.Delay(pause, time, stop).GetAwaiter().GetResult();
        }
    }

    private (CallOutcome? Outcome, TimeSpan Suggested, Exception? Failure) Attempt<T>(
        Func<CancellationToken, Task<T>> call, Func<T, TimeSpan?> pauseOf, TimeSpan patience, CancellationToken stop, out T? answer)
    {
        answer = default;
        using var late = new CancellationTokenSource(patience, time);
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(stop, late.Token, gateways.Lost);
        try
        {
            stop.ThrowIfCancellationRequested();
            answer = call(attempt.Token).GetAwaiter().GetResult();
            return pauseOf(answer) is { } pause ? (CallOutcome.Busy, pause, null) : (null, default, null);
        }
        catch (Exception exception) when (!stop.IsCancellationRequested && CallFaults.OutcomeOf(exception) is var outcome and not CallOutcome.Refused)
        {
            return (outcome, default, late.IsCancellationRequested ? new TimeoutException($"no answer within {patience.TotalSeconds} s", exception) : exception);
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // Whatever a call that was cancelled ends with.
            throw new OperationCanceledException(stop);
        }
    }

    private TimeSpan? PauseAfter(Attempts attempts, TimeSpan suggested)
    {
        lock (_lock) return policy.PauseAfter(attempts.Outcome, attempts.Count, attempts.Since, suggested, random);
    }

    private T Answered<T>(T answer)
    {
        if (Volatile.Read(ref _isNoted)) Volatile.Write(ref _isNoted, false);
        return answer;
    }

    private void NoteSilence(string what, Exception failure)
    {
        lock (_lock)
        {
            if (_isNoted) return;
            _isNoted = true;
        }
        note($"the cluster does not answer ({what}: {FirstLine(failure)}); trying again for {Minutes(policy.SilenceMax)}. Ctrl-C stops; the same command goes on later.");
    }

    private static LedgerException GivenUp(string what, Attempts attempts, Exception? failure)
    {
        const string Advice = "What was posted stays: run the same command again, and it goes on from there.";
        return attempts.Outcome == CallOutcome.Busy
            ? new(LedgerFault.Unavailable,
                $"The cluster has been too busy for {Minutes(attempts.Since)} ({what}, {attempts.Count} refusals). "
                + $"Look at its silos (accounting-silo health), or add one. {Advice}")
            : new(LedgerFault.Unavailable,
                $"The cluster has not answered for {Minutes(attempts.Since)} ({what}, {attempts.Count} attempts; the last: {FirstLine(failure!)}). "
                + $"Look at its silos. {Advice}",
                failure!);
    }

    private static string FirstLine(Exception failure) => failure.Message.Split('\n', 2)[0].TrimEnd();

    private static string Minutes(TimeSpan time) => time < TimeSpan.FromMinutes(2) ? $"{(int)time.TotalSeconds} s" : $"{(int)time.TotalMinutes} min";

    // Attempts in a row that ended alike.
    private sealed class Attempts(TimeProvider time)
    {
        private long _first;

        public CallOutcome Outcome { get; private set; }
        public int Count { get; private set; }
        public TimeSpan Since => time.GetElapsedTime(_first);

        public void Add(CallOutcome outcome)
        {
            if (Count == 0 || outcome != Outcome) (_first, Count) = (time.GetTimestamp(), 0);
            (Outcome, Count) = (outcome, Count + 1);
        }
    }
}
