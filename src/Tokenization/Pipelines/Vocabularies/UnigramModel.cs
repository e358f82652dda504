namespace Accounting.Tokenization.Pipelines.Vocabularies;

/// <summary>Unigram: of all ways to cut a piece into tokens the one with the highest sum of scores.</summary>
internal sealed class UnigramModel : TokenModel
{
    /// <summary>By how much an unknown character is worse than the worst token.</summary>
    private const double UnknownPenalty = 10;

    public UnigramModel(TokenTable tokens, double[] scores, int unknown, bool byteFallback)
    {
        Tokens = tokens;
        Scores = scores;
        Unknown = unknown;
        UnknownScore = scores.Min() - UnknownPenalty;
        ByteTokens = byteFallback ? Vocabularies.ByteTokens.Of(tokens) : null;
        for (var id = 0; id < tokens.End; id++)
            if (tokens.Bytes(id) is { IsEmpty: false } text) Trie.Add(text, id);
    }

    public override TokenTable Tokens { get; }

    public ByteTrie Trie { get; } = new();

    public double[] Scores { get; }

    public double UnknownScore { get; }

    /// <summary>The token of what is unknown, or <see cref="TokenTable.None"/>.</summary>
    public int Unknown { get; }

    /// <summary>The token of each byte, where what is unknown becomes those; else null.</summary>
    public int[]? ByteTokens { get; }

    public override PieceEncoder CreateEncoder() => new UnigramEncoder(this);
}
