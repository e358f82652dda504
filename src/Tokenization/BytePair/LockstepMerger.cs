using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Accounting.Tokenization.BytePair;

/// <summary>
/// Merges many pieces at the same time, each by the definition: of all neighbours that merge, those of the lowest rank first, the leftmost
/// of equal ones. One merge in each piece, then the look-ups of all the new neighbours, and so on: the look-ups, which go to memory, do not
/// wait for each other. A lane is a place for one piece; a piece that is done makes room for the next one.
/// </summary>
/// <remarks>A token stands where its first byte did; a bit says whether a token is still there. A rank is that of a token and the next one.</remarks>
internal sealed unsafe class LockstepMerger(Vocabulary vocabulary)
{
    public const int PieceBytesMax = 64;

    private const int Lanes = 16, RanksPerVector = 8;

    private readonly PairTable _pairs = vocabulary.Pairs;
    private readonly int[] _tokens = new int[Lanes * PieceBytesMax];
    private readonly int[] _ranks = new int[Lanes * PieceBytesMax];
    private readonly Lane[] _lanes = new Lane[Lanes];
    private readonly LookUp[] _lookUps = new LookUp[2 * Lanes + 1];

    /// <summary>Merges pieces.</summary>
    /// <param name="text">What the pieces are part of.</param>
    /// <param name="pieces">At most <see cref="PieceBytesMax"/> bytes each, at least one.</param>
    /// <param name="starts">Gets for each piece the places where its tokens start: bit i for byte i.</param>
    /// <param name="tokens">Gets the tokens, each at the place where it starts, counted from the piece's <see cref="Piece.Output"/>; null where
    /// they are not wanted.</param>
    public void Merge(ReadOnlySpan<byte> text, ReadOnlySpan<Piece> pieces, Span<ulong> starts, int[]? tokens = null)
    {
        var (active, next) = (0, 0);
        while (active < Lanes && next < pieces.Length) Begin(active++, text, pieces, next++);
        while (active > 0)
        {
            var lookUps = 0;
            for (var lane = 0; lane < active;)
            {
                if (TryMerge(lane, ref lookUps))
                {
                    lane++;
                    continue;
                }
                ref var done = ref _lanes[lane];
                starts[done.Piece] = done.Left;
                if (tokens is not null) Take(lane, pieces[done.Piece], tokens);
                if (next < pieces.Length) Begin(lane, text, pieces, next++);
                else Close(lane, --active);
            }
            for (var i = 0; i < lookUps; i++)
            {
                // At most two for each lane.
                ref var lookUp = ref Unchecked.At(_lookUps, i);
                Unchecked.At(_ranks, lookUp.Place) = _pairs.FindKey(lookUp.Key);
            }
        }
    }

    private void Begin(int lane, ReadOnlySpan<byte> text, ReadOnlySpan<Piece> pieces, int index)
    {
        var piece = text.Slice(pieces[index].Start, pieces[index].Length);
        var first = lane * PieceBytesMax;
        var places = (piece.Length + RanksPerVector - 1) & -RanksPerVector;
        var ranks = _ranks.AsSpan(first, places);
        var tokens = _tokens.AsSpan(first, piece.Length);
        for (var i = 0; i + 1 < piece.Length; i++)
        {
            tokens[i] = vocabulary.Single(piece[i]);
            ranks[i] = vocabulary.MergeBytes(piece[i], piece[i + 1]);
        }
        tokens[^1] = vocabulary.Single(piece[^1]);
        ranks[(piece.Length - 1)..].Fill(PairTable.None);
        _lanes[lane] = new() { Left = ulong.MaxValue >> (PieceBytesMax - piece.Length), Places = places, Piece = index };
    }

    private void Take(int lane, Piece piece, int[] tokens) =>
        _tokens.AsSpan(lane * PieceBytesMax, piece.Length).CopyTo(tokens.AsSpan(piece.Output));

    /// <summary>Moves the last lane into the place of one that is done.</summary>
    private void Close(int lane, int last)
    {
        if (lane == last) return;
        _lanes[lane] = _lanes[last];
        _tokens.AsSpan(last * PieceBytesMax, PieceBytesMax).CopyTo(_tokens.AsSpan(lane * PieceBytesMax));
        _ranks.AsSpan(last * PieceBytesMax, PieceBytesMax).CopyTo(_ranks.AsSpan(lane * PieceBytesMax));
    }

    /// <summary>Does one merge and asks for its new neighbours; false where nothing merges any more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryMerge(int lane, ref int lookUps)
    {
        unchecked
        {
            // Places of a lane: below PieceBytesMax, because the masks have as many bits.
            ref var state = ref Unchecked.At(_lanes, lane);
            var first = lane * PieceBytesMax;
            if (!TryFindLowest(first, state.Places, out var rank, out var at)) return false;
            var before = state.Left & ((1UL << at) - 1);
            var after = WithoutLowest(state.Left & ~before);
            state.Left &= ~(after & (0 - after));
            Unchecked.At(_ranks, first + BitOperations.TrailingZeroCount(after)) = PairTable.None;
            Unchecked.At(_ranks, first + at) = PairTable.None;
            Unchecked.At(_tokens, first + at) = rank;
            after = WithoutLowest(after);
            if (after != 0) Ask(rank, Unchecked.At(_tokens, first + BitOperations.TrailingZeroCount(after)), first + at, ref lookUps);
            if (before == 0) return true;
            var previous = first + BitOperations.Log2(before);
            Unchecked.At(_ranks, previous) = PairTable.None;
            Ask(Unchecked.At(_tokens, previous), rank, previous, ref lookUps);
            return true;
        }
    }

    /// <summary>The lowest rank of a lane and the first place that has it; false where there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryFindLowest(int first, int places, out int rank, out int at)
    {
        // A lane has places for PieceBytesMax ranks, whole vectors of them.
        ref var ranks = ref Unchecked.At(_ranks, first);
        var eight = Vector256.LoadUnsafe(ref ranks);
        for (var i = RanksPerVector; i < places; i = unchecked(i + RanksPerVector)) eight = Vector256.Min(eight, Vector256.LoadUnsafe(ref ranks, (nuint)i));
        var four = Vector128.Min(eight.GetLower(), eight.GetUpper());
        var two = Vector128.Min(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1)));
        rank = Vector128.Min(two, Vector128.Shuffle(two, Vector128.Create(1, 0, 3, 2))).ToScalar();
        at = 0;
        if (rank == PairTable.None) return false;
        var wanted = Vector256.Create(rank);
        while (true)
        {
            var found = Vector256.Equals(Vector256.LoadUnsafe(ref ranks, (nuint)at), wanted).ExtractMostSignificantBits();
            if (found != 0)
            {
                at += BitOperations.TrailingZeroCount(found);
                return true;
            }
            at += RanksPerVector;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Ask(int left, int right, int place, ref int lookUps)
    {
        var key = PairTable.Key(left, right);
        ref var lookUp = ref Unchecked.At(_lookUps, lookUps);
        lookUp.Key = key;
        lookUp.Place = place;
        // Written in any case, kept where the pair may merge: no branch to guess.
        lookUps = unchecked(lookUps + (_pairs.MayMerge(key) ? 1 : 0));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong WithoutLowest(ulong mask) => mask & unchecked(mask - 1);

    /// <summary>Where a piece lies in a text, and where its tokens go to.</summary>
    public readonly record struct Piece(int Start, int Length, int Output = 0);

    private struct Lane
    {
        public ulong Left;
        public int Places;
        public int Piece;
    }

    private struct LookUp
    {
        public ulong Key;
        public int Place;
    }
}
