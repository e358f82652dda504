using System.Runtime.CompilerServices;

namespace Accounting.Tokenization.BytePair;

/// <summary>The tokens of a byte-pair encoding and their merges; a token's number is its rank. Immutable, shared by all threads.</summary>
internal sealed class Vocabulary
{
    /// <summary>How many merges before it is added the place of a pair is asked for.</summary>
    private const int PairsAhead = 16;

    private readonly int[] _singles = new int[256];
    private readonly int[] _bytePairs = new int[256 * 256];
    private readonly PairTable _pairs;
    private readonly Lazy<PieceTable> _shortTokens;
    private readonly int[] _starts;
    private readonly ulong[] _parts;
    private byte[] _bytes = new byte[1 << 16];

    /// <summary>Reads a file, and an appendix that goes on after it.</summary>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    public Vocabulary(string file, string? appendix = null)
    {
        var list = MergeList.Read(file);
        var more = appendix is null ? default : MergeList.Read(appendix);
        FirstRank = list.FirstRank;
        End = Math.Max(list.End, more.End);
        if (End > 1 << PairTable.RankBits) throw new InvalidDataException($"{file} has ranks of more than {PairTable.RankBits} bits.");
        _starts = new int[End + 1];
        _pairs = new(list.Count + more.Count);
        _shortTokens = new(MakeShortTokens);
        _parts = new ulong[End];
        Array.Fill(_bytePairs, PairTable.None);
        AddSingles(list);
        AddMerges(list);
        _starts.AsSpan(list.End..).Fill(_starts[list.End]);
        if (appendix is not null) AddMerges(more);
    }

    /// <summary>The lowest rank.</summary>
    public int FirstRank { get; }

    /// <summary>One more than the highest rank.</summary>
    public int End { get; }

    /// <summary>The text of a token; empty for a number that no token has.</summary>
    public ReadOnlySpan<byte> Bytes(int token) => token >= 0 && token < End ? _bytes.AsSpan(_starts[token].._starts[token + 1]) : default;

    /// <summary>The token of one byte.</summary>
    public int Single(byte value) => _singles[value];

    /// <summary>What two neighbouring bytes merge into, or <see cref="PairTable.None"/>.</summary>
    public int MergeBytes(byte left, byte right) => _bytePairs[(left << 8) | right];

    /// <summary>What two neighbouring tokens merge into, or <see cref="PairTable.None"/>.</summary>
    public int Merge(int left, int right) => _pairs.Find(left, right);

    /// <summary>What neighbours merge into.</summary>
    public PairTable Pairs => _pairs;

    /// <summary>The tokens that are short pieces; a few of the highest ranks may lack.</summary>
    public PieceTable ShortTokens => _shortTokens.Value;

    /// <summary>
    /// Whether two tokens that are each the encoding of their text are that of both texts together: no merge across the border between them
    /// would have come before the merges that made them.
    /// </summary>
    public bool StayApart(int left, int right)
    {
        // Undoes merges on both sides of the border, the latest first; a merge across it must not have been possible before the undone one.
        var limit = int.MaxValue;
        while (true)
        {
            var merged = _pairs.Find(left, right);
            if (merged < limit) return false;
            if (left > right ? !TryUndoLeft(ref left, ref limit) && !TryUndoRight(ref right, ref limit)
                : !TryUndoRight(ref right, ref limit) && !TryUndoLeft(ref left, ref limit)) return true;
        }
    }

    private PieceTable MakeShortTokens()
    {
        var tokens = new PieceTable();
        for (var first = 0; first < End; first += PieceTable.TokensAtOnce)
            tokens.AddTokens(_bytes, _starts.AsSpan(first, Math.Min(PieceTable.TokensAtOnce, End - first) + 1));
        return tokens;
    }

    private static ulong Parts(int left, int right) => ((ulong)(uint)left << 32) | (uint)right;

    // Tokens come from the tables, so they are below End.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryUndoLeft(ref int left, ref int limit)
    {
        var part = (int)(Unchecked.At(_parts, left) & uint.MaxValue);
        if (part == left) return false;
        (limit, left) = (left, part);
        return true;
    }

    // Of equal ranks the leftmost is first, so that a merge across the border comes before the one to its right.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryUndoRight(ref int right, ref int limit)
    {
        var part = (int)(Unchecked.At(_parts, right) >> 32);
        if (part == right) return false;
        (limit, right) = (unchecked(right + 1), part);
        return true;
    }

    private void AddSingles(in MergeList list)
    {
        for (var i = 0; i < list.Singles.Length; i++)
        {
            var token = list.FirstRank + i;
            _singles[list.Singles[i]] = token;
            _parts[token] = Parts(token, token);
            _bytes[i] = list.Singles[i];
            _starts[token + 1] = i + 1;
        }
    }

    // Runs once, over all tokens: compiled well at once, it does not wait for the second compilation.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddMerges(in MergeList list)
    {
        var written = _starts[list.FirstMerge];
        for (var i = 0; i < list.Count; i++)
        {
            var (left, right, token) = (list.Left(i), list.Right(i), list.FirstMerge + i);
            var ahead = Math.Min(i + PairsAhead, list.Count - 1);
            _pairs.Prefetch(list.Left(ahead), list.Right(ahead));
            if (left >= token || right >= token) throw new InvalidDataException($"Token {token} is made of a later one.");
            _pairs.Add(left, right, token);
            _parts[token] = Parts(left, right);
            var (head, tail) = (_starts[left].._starts[left + 1], _starts[right].._starts[right + 1]);
            var (headLength, tailLength) = (head.End.Value - head.Start.Value, tail.End.Value - tail.Start.Value);
            if (written + headLength + tailLength > _bytes.Length) Array.Resize(ref _bytes, 2 * _bytes.Length);
            _bytes.AsSpan(head).CopyTo(_bytes.AsSpan(written));
            _bytes.AsSpan(tail).CopyTo(_bytes.AsSpan(written + headLength));
            if (headLength == 1 && tailLength == 1) _bytePairs[(_bytes[written] << 8) | _bytes[written + 1]] = token;
            written += headLength + tailLength;
            _starts[token + 1] = written;
        }
    }
}
