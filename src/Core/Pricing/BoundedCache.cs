using System.Collections.Concurrent;

namespace Accounting.Core.Pricing;

/// <summary>
/// Remembers the answers to questions, up to <see cref="PricingLimits.CachedAnswersMax"/>; then it starts anew. Thread-safe; a question may
/// be answered twice.
/// </summary>
internal sealed class BoundedCache<TKey, TValue>(Func<TKey, TValue> answer) where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, TValue> _answers = new();
    private int _count;

    public TValue Get(TKey key)
    {
        if (_answers.TryGetValue(key, out var known)) return known;
        var value = answer(key);
        if (Interlocked.Increment(ref _count) > PricingLimits.CachedAnswersMax)
        {
            _answers.Clear();
            Interlocked.Exchange(ref _count, 1);
        }
        _answers[key] = value;
        return value;
    }
}
