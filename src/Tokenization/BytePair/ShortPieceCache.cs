namespace Accounting.Tokenization.BytePair;

/// <summary>
/// Exact counts of pieces of 2 to 15 bytes. Lines of four entries; an entry is a <see cref="PieceKey"/> with the count less one in the high
/// half of its last byte. A full line
/// loses its entries in turn.
/// </summary>
internal sealed class ShortPieceCache
{
    public const int PieceBytesMax = 15;

    /// <summary>
    /// 65,536 lines of 64 bytes: 4 MB, of which the system gives only what is used. More lines gained speed only on text that never
    /// repeats.
    /// </summary>
    private const int LineBits = 16;

    private const int WordsPerEntry = 2, Ways = 4, WordsPerLine = WordsPerEntry * Ways;
    private const int CountShift = 60;
    private const ulong KeyMask = (1UL << CountShift) - 1;

    private readonly ulong[] _words = new ulong[WordsPerLine << LineBits];
    private int _victim;

    /// <summary>The count; 0 where the piece is not known.</summary>
    public int Find(PieceKey key)
    {
        var line = _words.AsSpan(Line(key), WordsPerLine);
        for (var i = 0; i < WordsPerLine; i += WordsPerEntry)
            if (line[i] == key.Low && (line[i + 1] & KeyMask) == key.High) return (int)(line[i + 1] >> CountShift) + 1;
        return 0;
    }

    /// <summary>Keeps the count of a piece that <see cref="Find"/> did not know: 1 to 15.</summary>
    public void Add(PieceKey key, int count)
    {
        var line = _words.AsSpan(Line(key), WordsPerLine);
        var at = 0;
        while (at < WordsPerLine && line[at + 1] != 0) at += WordsPerEntry;
        if (at == WordsPerLine)
        {
            at = _victim * WordsPerEntry;
            _victim = (_victim + 1) & (Ways - 1);
        }
        line[at] = key.Low;
        line[at + 1] = key.High | ((ulong)(uint)(count - 1) << CountShift);
    }

    private static int Line(PieceKey key) => (int)(key.Hash >> (64 - LineBits)) * WordsPerLine;
}
