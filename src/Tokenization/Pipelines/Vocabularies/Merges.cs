namespace Accounting.Tokenization.Pipelines.Vocabularies;

/// <summary>The merges of vocabularies in which any two neighbours merge that are a token together.</summary>
internal static class Merges
{
    /// <summary>All ways to make a token of two others; the rank of each is what is made.</summary>
    public static MergeTable Of(TokenTable tokens) => Of(tokens, id => id, _ => true);

    /// <param name="symbols">What can be merged, and into what.</param>
    /// <param name="rankOf">The rank of a merge by the id of what it makes; the lowest one is done first.</param>
    /// <param name="isMade">Whether a symbol, by its id, is made by merging.</param>
    /// <exception cref="InvalidDataException">There are more than <see cref="TokenizerLimits.MergesMax"/>.</exception>
    public static MergeTable Of(TokenTable symbols, Func<int, int> rankOf, Func<int, bool> isMade)
    {
        var found = new List<(int Left, int Right, int Merged)>();
        var splits = new TokenSplits(symbols);
        for (var id = 0; id < symbols.End; id++)
        {
            if (!symbols.Has(id) || !isMade(id)) continue;
            splits.Find(symbols.Bytes(id), (left, right) => found.Add((left, right, id)));
            if (found.Count > TokenizerLimits.MergesMax)
                throw new InvalidDataException($"The vocabulary has more than {TokenizerLimits.MergesMax:N0} ways to merge.");
        }
        var merges = new MergeTable(found.Count);
        foreach (var (left, right, merged) in found) merges.Add(left, right, rankOf(merged), merged);
        return merges;
    }
}
