using System.Text;

namespace Accounting.Tokenization.Pipelines.Vocabularies;

/// <summary>
/// WordPiece: the longest token at the begin of a piece, then with a prefix the longest ones that follow; a piece for which that does not
/// work out is unknown.
/// </summary>
/// <param name="tokens">The vocabulary.</param>
/// <param name="prefix">Before every token but the first one of a piece: mostly <c>##</c>.</param>
/// <param name="unknown">The token of a piece that is unknown.</param>
/// <param name="charactersMax">Longer pieces are unknown.</param>
internal sealed class WordPieceModel(TokenTable tokens, byte[] prefix, int unknown, int charactersMax) : TokenModel
{
    private readonly ByteTrie _starts = Trie(tokens, []);
    private readonly ByteTrie _others = Trie(tokens, prefix);

    public override TokenTable Tokens => tokens;

    public override PieceEncoder CreateEncoder() => new Encoder(this, unknown, charactersMax);

    private static ByteTrie Trie(TokenTable tokens, byte[] prefix)
    {
        var trie = new ByteTrie();
        for (var id = 0; id < tokens.End; id++)
            if (tokens.Bytes(id) is { IsEmpty: false } text && text.StartsWith(prefix)) trie.Add(text[prefix.Length..], id);
        return trie;
    }

    private sealed class Encoder(WordPieceModel model, int unknown, int charactersMax) : PieceEncoder
    {
        public override void Encode(ReadOnlySpan<byte> piece, List<int> output)
        {
            var before = output.Count;
            if (IsTooLong(piece))
            {
                output.Add(unknown);
                return;
            }
            for (var start = 0; start < piece.Length;)
            {
                var id = (start == 0 ? model._starts : model._others).Longest(piece[start..], out var length);
                if (id == ByteTrie.None)
                {
                    output.RemoveRange(before, output.Count - before);
                    output.Add(unknown);
                    return;
                }
                output.Add(id);
                start += length;
            }
        }

        private bool IsTooLong(ReadOnlySpan<byte> piece)
        {
            if (piece.Length <= charactersMax) return false;
            return Encoding.UTF8.GetCharCount(piece) > charactersMax
                && Encoding.UTF8.GetString(piece).EnumerateRunes().Count() > charactersMax;
        }
    }
}
