namespace Accounting.Tokenization.Regexes;

/// <summary>
/// A set of code points as the sorted places where it begins and ends: in from the 1st to before the 2nd, and so on. Immutable.
/// </summary>
internal sealed class CodePointSet
{
    public const int End = 0x110000;

    public static readonly CodePointSet None = new([]);
    public static readonly CodePointSet All = new([0, End]);

    private readonly int[] _places;

    private CodePointSet(int[] places) => _places = places;

    public ReadOnlySpan<int> Places => _places;

    public bool IsEmpty => _places.Length == 0;

    public static CodePointSet Of(int codePoint) => new([codePoint, codePoint + 1]);

    /// <summary>From the first to the last one, both included.</summary>
    public static CodePointSet Range(int first, int last) => new([first, last + 1]);

    /// <summary>The set that begins and ends at sorted places.</summary>
    public static CodePointSet FromPlaces(IReadOnlyList<int> places) => new([.. places]);

    /// <summary>All for which something holds: looks at each code point.</summary>
    public static CodePointSet Where(Func<int, bool> holds)
    {
        var places = new List<int>();
        var isIn = false;
        for (var code = 0; code < End; code++)
        {
            if (holds(code) == isIn) continue;
            isIn = !isIn;
            places.Add(code);
        }
        if (isIn) places.Add(End);
        return new([.. places]);
    }

    public CodePointSet Inverted()
    {
        IEnumerable<int> places = _places;
        places = _places is [0, ..] ? places.Skip(1) : places.Prepend(0);
        return new([.. _places is [.., End] ? places.SkipLast(1) : places.Append(End)]);
    }

    public CodePointSet Or(CodePointSet other) => Combined(other, (left, right) => left || right);

    public CodePointSet And(CodePointSet other) => Combined(other, (left, right) => left && right);

    public bool Contains(int codePoint)
    {
        var at = Array.BinarySearch(_places, codePoint);
        return ((at >= 0 ? at + 1 : ~at) & 1) != 0;
    }

    private CodePointSet Combined(CodePointSet other, Func<bool, bool, bool> isIn)
    {
        var places = new List<int>();
        int left = 0, right = 0;
        var was = false;
        while (left < _places.Length || right < other._places.Length)
        {
            var place = Math.Min(left < _places.Length ? _places[left] : End + 1, right < other._places.Length ? other._places[right] : End + 1);
            if (left < _places.Length && _places[left] == place) left++;
            if (right < other._places.Length && other._places[right] == place) right++;
            var now = isIn((left & 1) != 0, (right & 1) != 0);
            if (now != was) places.Add(place);
            was = now;
        }
        return new([.. places]);
    }
}
