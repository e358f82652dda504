namespace Accounting.Tokenization.Pipelines.Vocabularies;

/// <summary>
/// Cuts before a run of ▁ (U+2581, which stands for a space). Models in the style of SentencePiece take a whole text as one piece; where
/// no token holds a ▁ after something else, nothing can merge over such a place, and each part can be encoded, and kept in a cache, by
/// itself.
/// </summary>
internal static class Metaspaces
{
    private static ReadOnlySpan<byte> Mark => "▁"u8;

    /// <summary>Whether ▁ is a token and no token holds one after something else.</summary>
    public static bool AreBorders(TokenTable tokens)
    {
        if (tokens.Find(Mark) == TokenTable.None) return false;
        for (var id = 0; id < tokens.End; id++)
        {
            var text = tokens.Bytes(id);
            if (NextCut(text, 0) < text.Length) return false;
        }
        return true;
    }

    /// <summary>
    /// The first place after <paramref name="start"/> where a ▁ follows something else; the end of the text where there is none.
    /// </summary>
    public static int NextCut(ReadOnlySpan<byte> text, int start)
    {
        var at = start;
        while (text[at..].StartsWith(Mark)) at += Mark.Length;
        var next = text[at..].IndexOf(Mark);
        return next < 0 ? text.Length : at + next;
    }
}
