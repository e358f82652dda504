namespace Accounting.Grains;

/// <summary>Many asynchronous calls, a bounded number at once. Stays on the scheduler of the grain that calls it.</summary>
internal static class BoundedTasks
{
    /// <summary>
    /// The results in the order of the items; the first failure, once all calls that had begun have ended: none goes on behind the caller's
    /// back.
    /// </summary>
    public static async Task<TResult[]> Select<T, TResult>(IReadOnlyList<T> items, int inFlightMax, Func<T, Task<TResult>> call)
    {
        var results = new TResult[items.Count];
        var next = 0;
        var failed = false;
        async Task CallNext()
        {
            while (!failed && next < items.Count)
            {
                var index = next++;
                try
                {
                    results[index] = await call(items[index]);
                }
                catch
                {
                    failed = true;
                    throw;
                }
            }
        }
        await Task.WhenAll(Enumerable.Range(0, Math.Min(inFlightMax, items.Count)).Select(_ => CallNext()));
        return results;
    }
}
