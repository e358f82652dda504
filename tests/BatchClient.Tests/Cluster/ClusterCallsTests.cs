using Accounting.BatchClient.Cluster;
using Accounting.Core.Ledger;
using Orleans.Runtime;

namespace Accounting.BatchClient.Tests.Cluster;

public sealed class ClusterCallsTests : IDisposable
{
    private const int Seed = 20261122;

    private readonly SkippingTime _time = new();
    private readonly List<string> _notes = [];
    private readonly GatewayWatch _gateways = new();
    private readonly CancellationTokenSource _interrupt = new();
    private int _attempts;

    [Theory]
    [InlineData(typeof(TimeoutException), nameof(CallOutcome.Unknown))]
    [InlineData(typeof(SiloUnavailableException), nameof(CallOutcome.Unknown))]
    [InlineData(typeof(IOException), nameof(CallOutcome.Unknown))]
    [InlineData(typeof(TaskCanceledException), nameof(CallOutcome.Unknown))]
    [InlineData(typeof(GatewayTooBusyException), nameof(CallOutcome.Busy))]
    [InlineData(typeof(InvalidOperationException), nameof(CallOutcome.Refused))]
    [InlineData(typeof(OrleansException), nameof(CallOutcome.Unknown))]
    public void OutcomeOf_AnException_IsAsListed(Type exception, string outcome) =>
        Assert.Equal(outcome, CallFaults.OutcomeOf((Exception)Activator.CreateInstance(exception)!).ToString());

    [Fact]
    public void OutcomeOf_NoSiloHasToldYetWhatItHosts_IsRepeated() => Assert.Equal(
        CallOutcome.Unknown, CallFaults.OutcomeOf(new ArgumentException("Could not find an implementation for interface accounting.ledger")));

    [Fact]
    public void OutcomeOf_LedgerFaults_OnlyTheUnreachableServerIsRepeated() => Assert.All(
        Enum.GetValues<LedgerFault>(),
        fault => Assert.Equal(fault == LedgerFault.Unavailable ? CallOutcome.Unknown : CallOutcome.Refused, CallFaults.OutcomeOf(new LedgerException(fault, "x"))));

    [Fact]
    public void Make_FailuresThenAnAnswer_GivesTheAnswer()
    {
        var answer = Calls().Make("a test", _ => ++_attempts <= 5 ? Task.FromException<int>(new TimeoutException()) : Task.FromResult(7));
        Assert.Equal((7, 6), (answer, _attempts));
        Assert.Empty(_notes);
    }

    [Fact]
    public void Make_BusyAnswers_AreWaitedOutAndNotTakenForSilence()
    {
        var answer = Calls().Make("a test", _ => Task.FromResult(++_attempts), attempts => attempts <= 1_000 ? TimeSpan.FromMilliseconds(50) : null, _interrupt.Token);
        Assert.Equal(1_001, answer);
        Assert.True(_time.Elapsed > TimeSpan.FromMinutes(5), $"seed {Seed}: {_time.Elapsed}");
        Assert.Empty(_notes);
    }

    [Fact]
    public void Make_SilenceForTooLong_EndsWithWhatToDo()
    {
        var failure = Assert.Throws<LedgerException>(() => Calls().Make("posting chunks", _ => Fail(new TimeoutException("no response"))));
        Assert.Equal(LedgerFault.Unavailable, failure.Fault);
        Assert.StartsWith("The cluster has not answered for 5 min (posting chunks, ", failure.Message, StringComparison.Ordinal);
        Assert.Contains("the last: no response). Look at its silos. What was posted stays: run the same command again", failure.Message, StringComparison.Ordinal);
        Assert.InRange(_attempts, 60, 120);
        Assert.StartsWith("the cluster does not answer (posting chunks: no response); trying again for 5 min.", Assert.Single(_notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Make_BusyForTooLong_EndsWithWhatToDo()
    {
        var failure = Assert.Throws<LedgerException>(() => Calls().Make("counting a chunk", _ => Task.FromResult(0), _ => TimeSpan.FromSeconds(1), _interrupt.Token));
        Assert.StartsWith("The cluster has been too busy for 60 min (counting a chunk, ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Make_GatewayLostMeanwhile_IsMadeAgainAtOnce()
    {
        var answer = Calls().Make("a test", async token =>
        {
            if (++_attempts > 1) return 7;
            _gateways.CountChanged(this, new(currentNumberOfConnectedGateways: 1, previousNumberOfConnectedGateways: 2));
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return 0;
        });
        Assert.Equal((7, 2), (answer, _attempts));
    }

    [Fact]
    public void Make_NoAnswerInTime_IsMadeAgainWithMorePatience()
    {
        var calls = new ClusterCalls(
            new() { FirstPatience = TimeSpan.FromMilliseconds(5), FirstPause = TimeSpan.FromMilliseconds(1) }, _gateways, TimeProvider.System, new Random(Seed), _notes.Add, _interrupt.Token);
        var answer = calls.Make("a test", async token =>
        {
            if (++_attempts < 4) await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return 7;
        });
        Assert.Equal((7, 4), (answer, _attempts));
    }

    [Fact]
    public void Make_ARefusal_IsNotRepeated()
    {
        var failure = Assert.Throws<LedgerException>(() => Calls().Make("a test", _ => Fail(new LedgerException(LedgerFault.Refused, "voided"))));
        Assert.Equal(("voided", 1), (failure.Message, _attempts));
    }

    [Fact]
    public void Make_InterruptedWhileWaiting_EndsAtOnce()
    {
        Assert.Throws<OperationCanceledException>(() => Calls().Make("a test", _ =>
        {
            if (_attempts == 3) _interrupt.Cancel();
            return Fail(new TimeoutException());
        }));
        Assert.Equal(4, _attempts);
    }

    [Fact]
    public void Make_InterruptedCall_EndsAsInterruptedWhateverItThrows() => Assert.Throws<OperationCanceledException>(() => Calls().Make("a test", _ =>
    {
        _interrupt.Cancel();
        return Fail(new SiloUnavailableException());
    }));

    public void Dispose()
    {
        _gateways.Dispose();
        _interrupt.Dispose();
    }

    private ClusterCalls Calls() => new(new() { FirstPatience = Timeout.InfiniteTimeSpan }, _gateways, _time, new Random(Seed), _notes.Add, _interrupt.Token);

    private Task<int> Fail(Exception exception)
    {
        _attempts++;
        return Task.FromException<int>(exception);
    }
}
