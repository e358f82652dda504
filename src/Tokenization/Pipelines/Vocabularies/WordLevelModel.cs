namespace Accounting.Tokenization.Pipelines.Vocabularies;

/// <summary>Each piece is a token, or unknown.</summary>
internal sealed class WordLevelModel(TokenTable tokens, int unknown) : TokenModel
{
    public override TokenTable Tokens => tokens;

    public override PieceEncoder CreateEncoder() => new Encoder(tokens, unknown);

    private sealed class Encoder(TokenTable tokens, int unknown) : PieceEncoder
    {
        public override void Encode(ReadOnlySpan<byte> piece, List<int> output)
        {
            var id = tokens.Find(piece);
            if (id == TokenTable.None) id = unknown;
            output.Add(id != TokenTable.None
                ? id
                : throw new InvalidDataException("A word is not in the vocabulary, which has no token for what is unknown."));
        }
    }
}
