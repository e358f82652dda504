namespace Accounting.Tokenization.Pipelines.PreTokenizers;

/// <summary>Cuts at delimiters.</summary>
/// <param name="finder">Finds them.</param>
/// <param name="behavior">What becomes of them.</param>
/// <param name="isInverted">Whether what stands between the matches is the delimiter.</param>
internal sealed class DelimiterSplitter(DelimiterFinder finder, SplitBehavior behavior, bool isInverted = false) : PieceSplitter
{
    private readonly DelimiterFinder _finder = finder.ForThread();

    public override PieceSplitter ForThread() => new DelimiterSplitter(finder, behavior, isInverted);

    public override void Split(ReadOnlySpan<byte> text, List<PieceRange> pieces)
    {
        _finder.Begin(text);
        var first = pieces.Count;
        var wasDelimiter = false;
        for (var at = 0; at < text.Length;)
        {
            if (!_finder.TryFind(text, at, out var start, out var end)) start = end = text.Length;
            if (start > at) Add(pieces, first, new(at, start), isInverted, ref wasDelimiter);
            if (end > start) Add(pieces, first, new(start, end), !isInverted, ref wasDelimiter);
            at = end;
        }
        if (behavior == SplitBehavior.MergedWithNext) MergeWithNext(pieces, first);
    }

    /// <summary>
    /// Adds a piece or makes the last one longer. A delimiter that belongs to what follows waits as a piece of negative end.
    /// </summary>
    private void Add(List<PieceRange> pieces, int first, PieceRange piece, bool isDelimiter, ref bool wasDelimiter)
    {
        var joins = behavior switch
        {
            SplitBehavior.Contiguous => isDelimiter == wasDelimiter,
            SplitBehavior.MergedWithPrevious => isDelimiter && !wasDelimiter,
            _ => false,
        };
        wasDelimiter = isDelimiter;
        if (isDelimiter && behavior == SplitBehavior.Removed) return;
        if (joins && pieces.Count > first) pieces[^1] = pieces[^1] with { End = piece.End };
        else pieces.Add(isDelimiter && behavior == SplitBehavior.MergedWithNext ? piece with { End = -piece.End } : piece);
    }

    /// <summary>The last delimiter of a row of them joins what follows.</summary>
    private static void MergeWithNext(List<PieceRange> pieces, int first)
    {
        var written = first;
        for (var i = first; i < pieces.Count; i++)
        {
            var piece = pieces[i];
            var joins = piece.End < 0 && i + 1 < pieces.Count && pieces[i + 1].End > 0;
            if (joins) piece = new(piece.Start, pieces[++i].End);
            pieces[written++] = piece with { End = Math.Abs(piece.End) };
        }
        pieces.RemoveRange(written, pieces.Count - written);
    }
}
