namespace Accounting.Tokenization.BytePair;

/// <summary>
/// Possible merges, lowest rank first, leftmost of equal ranks first. A binary heap of words (rank, position); keeps its memory between
/// uses.
/// </summary>
internal sealed class MergeHeap
{
    private ulong[] _items = [];
    private int _count;

    public void Clear() => _count = 0;

    /// <summary>Gives the memory back.</summary>
    public void Forget()
    {
        _items = [];
        _count = 0;
    }

    /// <summary>
    /// Adds without keeping the order; <see cref="Order"/> restores it. A rank of <see cref="PairTable.None"/> is left out.
    /// </summary>
    public void Append(int rank, int position)
    {
        if (rank == PairTable.None) return;
        if (_count == _items.Length) Array.Resize(ref _items, Math.Max(256, 2 * _count));
        _items[_count++] = ((ulong)(uint)rank << 32) | (uint)position;
    }

    public void Order()
    {
        for (var i = (_count >> 1) - 1; i >= 0; i--) SiftDown(i);
    }

    /// <summary>A rank of <see cref="PairTable.None"/> is left out.</summary>
    public void Add(int rank, int position)
    {
        var at = _count;
        Append(rank, position);
        if (at == _count) return;
        var items = _items;
        var item = items[at];
        while (at > 0)
        {
            var parent = (at - 1) >> 1;
            if (items[parent] <= item) break;
            items[at] = items[parent];
            at = parent;
        }
        items[at] = item;
    }

    public bool TryTake(out int rank, out int position)
    {
        (rank, position) = (0, 0);
        if (_count == 0) return false;
        var top = _items[0];
        _items[0] = _items[--_count];
        SiftDown(0);
        (rank, position) = ((int)(top >> 32), (int)(top & uint.MaxValue));
        return true;
    }

    private void SiftDown(int at)
    {
        if (at >= _count) return;
        var items = _items.AsSpan(0, _count);
        var item = items[at];
        while (true)
        {
            var child = 2 * at + 1;
            if (child >= items.Length) break;
            if (child + 1 < items.Length && items[child + 1] < items[child]) child++;
            if (items[child] >= item) break;
            items[at] = items[child];
            at = child;
        }
        items[at] = item;
    }
}
