namespace Accounting.Grains.Tests;

public class BoundedTasksTests
{
    [Theory]
    [InlineData(0, 4)]
    [InlineData(3, 4)]
    [InlineData(100, 4)]
    [InlineData(100, 1)]
    public async Task Select_ManyItems_KeepsTheOrderAndTheBound(int items, int inFlightMax)
    {
        var (running, most) = (0, 0);
        var results = await AsInAGrain(() => BoundedTasks.Select([.. Enumerable.Range(0, items)], inFlightMax, async item =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await Task.Yield();
            Interlocked.Decrement(ref running);
            return item * 2;
        }));
        Assert.Equal(Enumerable.Range(0, items).Select(item => item * 2), results);
        Assert.InRange(most, 0, inFlightMax);
    }

    [Fact]
    public async Task Select_OneFails_EndsWithItsFailureOnceAllThatHadBegunEnded()
    {
        var (begun, ended) = (0, 0);
        await Assert.ThrowsAsync<InvalidOperationException>(() => AsInAGrain(() => BoundedTasks.Select([.. Enumerable.Range(0, 100)], 5, async item =>
        {
            Interlocked.Increment(ref begun);
            await Task.Yield();
            Interlocked.Increment(ref ended);
            return item == 7 ? throw new InvalidOperationException("seven") : item;
        })));
        Assert.Equal(begun, ended);
        Assert.InRange(begun, 8, 99);
    }

    // One step at a time, as a grain's own scheduler does it: that is what the calls rely on.
    private static Task<T> AsInAGrain<T>(Func<Task<T>> work) => Task.Factory.StartNew(
        work, TestContext.Current.CancellationToken, TaskCreationOptions.None, new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler).Unwrap();
}
