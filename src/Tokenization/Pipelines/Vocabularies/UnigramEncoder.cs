using System.Text;

namespace Accounting.Tokenization.Pipelines.Vocabularies;

/// <summary>
/// The best path through a piece, as Rust's <c>tokenizers</c> finds it (<c>Unigram::encode_optimized</c>): of two equally good ways to a
/// place the one found first, from left to right, shorter tokens first. Neighbouring unknown characters become one token.
/// </summary>
internal sealed class UnigramEncoder(UnigramModel model) : PieceEncoder
{
    /// <summary>Scratch memory for longer pieces is given back after each.</summary>
    private const int KeptMax = 1 << 20;

    private const int NoStart = -1;

    private readonly PieceCache _cache = new();
    private readonly List<int> _found = [];
    private readonly List<PieceRange> _path = [];
    private Node[] _best = [];

    public override void Encode(ReadOnlySpan<byte> piece, List<int> tokens)
    {
        if (piece.Length > PieceCache.PieceBytesMax)
        {
            FindBest(piece);
            AddPath(piece, tokens);
            if (_best.Length > KeptMax) _best = [];
            return;
        }
        var hash = PieceHash.Of(piece);
        if (_cache.TryFind(piece, hash, out var known))
        {
            tokens.AddRange(known);
            return;
        }
        _found.Clear();
        FindBest(piece);
        AddPath(piece, _found);
        _cache.Add(piece, hash, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_found));
        tokens.AddRange(_found);
    }

    private void FindBest(ReadOnlySpan<byte> piece)
    {
        if (_best.Length <= piece.Length) _best = new Node[piece.Length + 1];
        _best.AsSpan(0, piece.Length + 1).Fill(new(NoStart, TokenTable.None, 0));
        for (var start = 0; start < piece.Length;)
        {
            Rune.DecodeFromUtf8(piece[start..], out _, out var characterBytes);
            var score = _best[start].Score;
            var hasSingle = false;
            var node = ByteTrie.Root;
            for (var end = start; end < piece.Length;)
            {
                node = model.Trie.Step(node, piece[end++]);
                if (node == ByteTrie.None) break;
                var id = model.Trie.Value(node);
                if (id == ByteTrie.None) continue;
                Offer(end, start, id, score + model.Scores[id]);
                hasSingle |= end - start == characterBytes;
            }
            if (!hasSingle) Offer(start + characterBytes, start, model.Unknown, Rounded(score + model.UnknownScore));
            start += characterBytes;
        }
    }

    private void Offer(int end, int start, int id, double score)
    {
        ref var best = ref _best[end];
        if (best.Start == NoStart || score > best.Score) best = new(start, id, Rounded(score));
    }

    private double Rounded(double score) => model.IsSinglePrecision ? (float)score : score;

    private void AddPath(ReadOnlySpan<byte> piece, List<int> tokens)
    {
        _path.Clear();
        var wasUnknown = false;
        for (var end = piece.Length; end > 0; end = _best[end].Start)
        {
            var isUnknown = _best[end].Id == model.Unknown;
            if (isUnknown && wasUnknown) _path[^1] = _path[^1] with { Start = _best[end].Start };
            else _path.Add(new(_best[end].Start, end));
            wasUnknown = isUnknown;
        }
        for (var i = _path.Count - 1; i >= 0; i--) Add(piece[_path[i].Start.._path[i].End], tokens);
    }

    private void Add(ReadOnlySpan<byte> text, List<int> tokens)
    {
        var id = model.Tokens.Find(text);
        if (id != TokenTable.None)
        {
            tokens.Add(id);
        }
        else if (model.ByteTokens is { } ofByte && HasAll(ofByte, text))
        {
            foreach (var value in text) tokens.Add(ofByte[value]);
        }
        else
        {
            tokens.Add(model.Unknown != TokenTable.None
                ? model.Unknown
                : throw new InvalidDataException("A character is not in the vocabulary, which has no token for what is unknown."));
        }
    }

    private static bool HasAll(int[] ofByte, ReadOnlySpan<byte> text)
    {
        foreach (var value in text)
            if (ofByte[value] == TokenTable.None) return false;
        return true;
    }

    /// <summary>The best way to a place: where its last token starts, that token, the sum of scores.</summary>
    private readonly record struct Node(int Start, int Id, double Score);
}
