namespace Accounting.Tokenization.Pipelines.Vocabularies;

/// <summary>Unigram: of all ways to cut a piece into tokens the one with the highest sum of scores.</summary>
internal sealed class UnigramModel : TokenModel
{
    /// <summary>By how much an unknown character is worse than the worst token.</summary>
    private const double UnknownPenalty = 10;

    private readonly double _lowestScore;

    /// <param name="tokens">The vocabulary.</param>
    /// <param name="scores">The score of each token.</param>
    /// <param name="matched">The ids of the tokens that are looked for in text.</param>
    /// <param name="unknown">The token of what is unknown, or <see cref="TokenTable.None"/>.</param>
    /// <param name="byteFallback">Whether what is unknown becomes tokens of its bytes.</param>
    public UnigramModel(TokenTable tokens, double[] scores, IEnumerable<int> matched, int unknown, bool byteFallback)
    {
        Tokens = tokens;
        Scores = scores;
        Unknown = unknown;
        LowestScore = scores.Min();
        ByteTokens = byteFallback ? Vocabularies.ByteTokens.Of(tokens) : null;
        foreach (var id in matched)
            if (tokens.Bytes(id) is { IsEmpty: false } text) Trie.Add(text, id);
    }

    public override TokenTable Tokens { get; }

    public ByteTrie Trie { get; } = new();

    public double[] Scores { get; }

    /// <summary>The lowest score of a token; what is unknown is worse by a fixed amount.</summary>
    public double LowestScore
    {
        get => _lowestScore;
        init
        {
            _lowestScore = value;
            UnknownScore = value - UnknownPenalty;
        }
    }

    public double UnknownScore { get; private init; }

    /// <summary>Whether sums are rounded to 32 bits, as SentencePiece does and Rust's <c>tokenizers</c> does not.</summary>
    public bool IsSinglePrecision { get; init; }

    /// <summary>The token of what is unknown, or <see cref="TokenTable.None"/>.</summary>
    public int Unknown { get; }

    /// <summary>The token of each byte, where what is unknown becomes those; else null.</summary>
    public int[]? ByteTokens { get; }

    public override PieceEncoder CreateEncoder() => new UnigramEncoder(this);
}
