namespace Accounting.Core.Usage;

/// <summary>A small, reusable list of quantities, at most one per meter; zeros are left out. Not thread-safe.</summary>
public sealed class QuantityList
{
    /// <summary>
    /// The largest amount of one meter of a call: a trillion. No call has more, and eight million calls of it fit into a sum of 64 bits: one mad record
    /// costs one record, never the run.
    /// </summary>
    public const long AmountMax = 1L << 40;

    private Quantity[] _items = new Quantity[8];

    public int Count { get; private set; }

    /// <summary>In the order in which the meters were first added. Valid until the next change.</summary>
    public ReadOnlySpan<Quantity> Items => _items.AsSpan(0, Count);

    /// <summary>The amount of one meter; 0 where it was not added.</summary>
    public long this[Meter meter]
    {
        get
        {
            foreach (var item in Items)
                if (item.Meter == meter) return item.Amount;
            return 0;
        }
    }

    /// <summary>Adds to what the meter has.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The amount is negative, or the sum is above <see cref="AmountMax"/>.</exception>
    public void Add(Meter meter, long amount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(amount, AmountMax);
        if (amount == 0) return;
        for (var i = 0; i < Count; i++)
        {
            if (_items[i].Meter != meter) continue;
            ArgumentOutOfRangeException.ThrowIfGreaterThan(_items[i].Amount + amount, AmountMax, nameof(amount));
            _items[i] = new(meter, _items[i].Amount + amount);
            return;
        }
        if (Count == _items.Length) Array.Resize(ref _items, 2 * Count);
        _items[Count++] = new(meter, amount);
    }

    public void Clear() => Count = 0;
}
