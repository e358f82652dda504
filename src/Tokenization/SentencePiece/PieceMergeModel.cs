using System.Text;
using Accounting.Tokenization.Pipelines;
using Accounting.Tokenization.Pipelines.Vocabularies;

namespace Accounting.Tokenization.SentencePiece;

/// <summary>
/// SentencePiece's BPE: of all neighbours that are a piece together those with the highest score merge first, the leftmost of equal ones.
/// User-defined pieces are cut out before. Characters that are no pieces can merge as well, where a piece begins or ends with them.
/// </summary>
internal sealed class PieceMergeModel : TokenModel
{
    public PieceMergeModel(ModelFile model, TokenTable tokens, ByteTrie userDefined, int unknown)
    {
        if (model.Pieces.Any(piece => piece.Type == PieceType.Unused))
            throw new NotSupportedException("The SentencePiece model is of type BPE and has unused pieces, which is not supported.");
        Tokens = tokens;
        UserDefined = userDefined;
        Unknown = unknown;
        ByteTokens = model.ByteFallback ? Pipelines.Vocabularies.ByteTokens.Of(tokens) : null;
        var ranks = Ranks(model);
        AddSymbols(model);
        MergeTable = Merges.Of(Symbols, id => ranks[id], id => id < ranks.Length);
        CutsAtSpaces = model.Pieces.All(piece => piece.Type != PieceType.UserDefined) && Metaspaces.AreBorders(Symbols);
    }

    public override TokenTable Tokens { get; }

    /// <summary>Pieces that can be met, by their ids, and single characters that only occur within them.</summary>
    public TokenTable Symbols { get; } = new();

    public MergeTable MergeTable { get; }
    public ByteTrie UserDefined { get; }
    public int Unknown { get; }
    public int[]? ByteTokens { get; }
    public bool CutsAtSpaces { get; }

    public override PieceEncoder CreateEncoder() => new PieceMergeEncoder(this);

    /// <summary>The place of each score among all scores, the highest first; equal ones have the same.</summary>
    private static int[] Ranks(ModelFile model)
    {
        var order = model.Pieces.Select(piece => piece.Score).Distinct().OrderDescending().Select((score, rank) => (score, rank))
            .ToDictionary(pair => pair.score, pair => pair.rank);
        return [.. model.Pieces.Select(piece => order[piece.Score])];
    }

    private void AddSymbols(ModelFile model)
    {
        for (var id = 0; id < model.Pieces.Count; id++)
            if (model.Pieces[id].Type is PieceType.Normal or PieceType.UserDefined) Symbols.Add(model.Pieces[id].Text, id);
        var next = model.Pieces.Count;
        foreach (var (text, _, type) in model.Pieces)
        {
            if (type != PieceType.Normal) continue;
            for (var rest = text.AsSpan(); !rest.IsEmpty;)
            {
                Rune.DecodeFromUtf8(rest, out _, out var length);
                if (Symbols.Find(rest[..length]) == TokenTable.None) Symbols.Add(rest[..length], next++);
                rest = rest[length..];
            }
        }
    }
}
