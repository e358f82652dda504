namespace Accounting.Tokenization.Regexes;

/// <summary>A set of code points for fast look-ups: a bit for each, equal pages kept once. Immutable.</summary>
internal sealed class CodePointTable
{
    private const int PageBits = 8, PageWords = (1 << PageBits) / 64;

    private readonly ushort[] _pages = new ushort[CodePointSet.End >> PageBits];
    private readonly ulong[] _words;

    public CodePointTable(CodePointSet set)
    {
        var known = new Dictionary<(ulong, ulong, ulong, ulong), ushort>();
        var words = new List<ulong>();
        Span<ulong> page = stackalloc ulong[PageWords];
        for (var index = 0; index < _pages.Length; index++)
        {
            Fill(page, set.Places, index << PageBits);
            var key = (page[0], page[1], page[2], page[3]);
            if (!known.TryGetValue(key, out _pages[index]))
            {
                known.Add(key, _pages[index] = (ushort)known.Count);
                words.AddRange(page);
            }
        }
        _words = [.. words];
    }

    public bool Contains(int codePoint) =>
        (_words[_pages[codePoint >> PageBits] * PageWords + ((codePoint >> 6) & (PageWords - 1))] >> (codePoint & 63) & 1) != 0;

    private static void Fill(Span<ulong> page, ReadOnlySpan<int> places, int start)
    {
        page.Clear();
        var at = places.BinarySearch(start);
        if (at < 0) at = ~at;
        for (at &= ~1; at < places.Length && places[at] < start + (1 << PageBits); at += 2)
        {
            var (first, end) = (Math.Max(places[at], start), Math.Min(places[at + 1], start + (1 << PageBits)));
            for (var code = first; code < end; code++) page[(code - start) >> 6] |= 1UL << (code & 63);
        }
    }
}
