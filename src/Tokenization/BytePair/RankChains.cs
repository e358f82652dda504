namespace Accounting.Tokenization.BytePair;

/// <summary>Places that wait for the turn of their rank: a linked list for each rank, and the ranks that have one in a heap.</summary>
internal sealed class RankChains
{
    private readonly PriorityQueue<int, int> _waiting = new();

    /// <summary>For each rank the last of its links, plus one; 0 where none waits.</summary>
    private int[] _last = [];
    private Link[] _links = [];
    private int[] _places = [];
    private int _used;

    /// <param name="ranks">One more than the highest rank.</param>
    public void Begin(int ranks)
    {
        if (_last.Length < ranks) _last = new int[ranks];
        _used = 0;
    }

    /// <summary>Gives the memory back, and forgets what waits.</summary>
    public void Forget()
    {
        (_last, _links, _places, _used) = ([], [], [], 0);
        _waiting.Clear();
    }

    public void Add(int rank, int place)
    {
        if (_used == _links.Length)
        {
            Array.Resize(ref _links, Math.Max(1024, 2 * _used));
            _places = new int[_links.Length];
        }
        ref var last = ref _last[rank];
        if (last == 0) _waiting.Enqueue(rank, rank);
        _links[_used] = new(place, last);
        last = ++_used;
    }

    /// <summary>Takes the lowest rank and its places from left to right; valid until the next call. A place may be there twice.</summary>
    public bool TryTake(out int rank, out ReadOnlySpan<int> places)
    {
        places = default;
        if (!_waiting.TryDequeue(out rank, out _)) return false;
        var (count, isOrdered, after) = (0, true, int.MaxValue);
        // From the last link to the first: so the places are written from the end.
        var at = _places.Length;
        for (var link = _last[rank]; link != 0; link = _links[link - 1].Before)
        {
            var place = _links[link - 1].Place;
            isOrdered &= place <= after;
            after = place;
            _places[--at] = place;
            count++;
        }
        _last[rank] = 0;
        var taken = _places.AsSpan(at, count);
        if (!isOrdered) taken.Sort();
        places = taken;
        return true;
    }

    private readonly record struct Link(int Place, int Before);
}
