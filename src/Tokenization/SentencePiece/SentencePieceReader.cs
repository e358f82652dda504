using Accounting.Tokenization.Pipelines;
using Accounting.Tokenization.Pipelines.Vocabularies;

namespace Accounting.Tokenization.SentencePiece;

/// <summary>
/// Makes a pipeline of a SentencePiece <c>.model</c>, with the results of SentencePiece itself. It puts no BOS or EOS around texts.
/// </summary>
internal static class SentencePieceReader
{
    public static Pipeline Read(ReadOnlySpan<byte> file)
    {
        var model = ModelFile.Read(file);
        var tokens = new TokenTable();
        var userDefined = new ByteTrie();
        var unknown = TokenTable.None;
        for (var id = 0; id < model.Pieces.Count; id++)
        {
            var (text, _, type) = model.Pieces[id];
            tokens.Add(text, id);
            if (type == PieceType.UserDefined) userDefined.Add(text, id);
            if (type != PieceType.Unknown) continue;
            if (unknown != TokenTable.None)
                throw new InvalidDataException($"The SentencePiece model has two unknown pieces, {unknown} and {id}.");
            unknown = id;
        }
        if (unknown == TokenTable.None) throw new InvalidDataException("The SentencePiece model has no unknown piece.");
        return new()
        {
            Model = model.ModelType == ModelFile.Bpe
                ? new PieceMergeModel(model, tokens, userDefined, unknown)
                : Unigram(model, tokens, unknown),
            Normalizers = [new SentencePieceNormalizer(model, userDefined)],
            Decoders = [new SentencePieceDecoder(model)],
        };
    }

    private static UnigramModel Unigram(ModelFile model, TokenTable tokens, int unknown)
    {
        var normal = model.Pieces.Where(piece => piece.Type == PieceType.Normal).Select(piece => piece.Score).DefaultIfEmpty(0).ToArray();
        var (scores, highest) = (new double[model.Pieces.Count], normal.Max());
        var matched = new List<int>();
        for (var id = 0; id < scores.Length; id++)
        {
            var (text, score, type) = model.Pieces[id];
            // A user-defined piece is better than any way around it.
            scores[id] = type == PieceType.UserDefined ? text.Length * highest - 0.1 : score;
            if (type is PieceType.Normal or PieceType.UserDefined) matched.Add(id);
        }
        return new(tokens, scores, matched, unknown, model.ByteFallback) { LowestScore = normal.Min(), IsSinglePrecision = true };
    }
}
