using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Accounting.Tokenization.BytePair;

/// <summary>
/// Counts the tokens of a short piece, as <see cref="BytePairMerger"/> merges them: the ranks of all neighbours stay in two vectors, in
/// which the lowest is found without a branch, and nothing is moved when two tokens become one.
/// </summary>
internal static class VectorMerger
{
    /// <summary>The ranks that two vectors hold.</summary>
    public const int PieceBytesMax = 16;

    private const int Half = PieceBytesMax / 2;

    /// <param name="vocabulary">The tokens.</param>
    /// <param name="piece">1 to <see cref="PieceBytesMax"/> bytes.</param>
    [SkipLocalsInit]
    public static int Count(Vocabulary vocabulary, ReadOnlySpan<byte> piece)
    {
        // A token stands where its first byte did; left tells by a bit where tokens are. A rank is that of a token and the next one.
        Span<int> tokens = stackalloc int[PieceBytesMax];
        var ranks = FirstRanks(vocabulary, piece, tokens);
        var left = uint.MaxValue >> (32 - piece.Length);
        while (ranks.TryFindLowest(out var rank, out var at))
        {
            var before = left & ((1U << at) - 1);
            var after = left & ~before;
            after = WithoutLowest(after);
            left &= ~(after & ~WithoutLowest(after));
            ranks.Set(BitOperations.TrailingZeroCount(after), PairTable.None);
            after = WithoutLowest(after);
            tokens[at] = rank;
            ranks.Set(at, after == 0 ? PairTable.None : vocabulary.Merge(rank, tokens[BitOperations.TrailingZeroCount(after)]));
            if (before == 0) continue;
            var previous = BitOperations.Log2(before);
            ranks.Set(previous, vocabulary.Merge(tokens[previous], rank));
        }
        return BitOperations.PopCount(left);
    }

    private static Ranks FirstRanks(Vocabulary vocabulary, ReadOnlySpan<byte> piece, Span<int> tokens)
    {
        Span<int> ranks = stackalloc int[PieceBytesMax];
        ranks.Fill(PairTable.None);
        tokens[0] = vocabulary.Single(piece[0]);
        for (var i = 1; i < piece.Length; i++)
        {
            tokens[i] = vocabulary.Single(piece[i]);
            ranks[i - 1] = vocabulary.MergeBytes(piece[i - 1], piece[i]);
        }
        return new(Vector256.Create(ranks[..Half]), Vector256.Create(ranks[Half..]));
    }

    private static uint WithoutLowest(uint mask) => mask & unchecked(mask - 1);

    private struct Ranks(Vector256<int> low, Vector256<int> high)
    {
        /// <summary>The lowest rank and the first place that has it; false where there is none.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly bool TryFindLowest(out int rank, out int at)
        {
            var eight = Vector256.Min(low, high);
            var four = Vector128.Min(eight.GetLower(), eight.GetUpper());
            var two = Vector128.Min(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1)));
            rank = Vector128.Min(two, Vector128.Shuffle(two, Vector128.Create(1, 0, 3, 2))).ToScalar();
            var wanted = Vector256.Create(rank);
            var places = Vector256.Equals(low, wanted).ExtractMostSignificantBits()
                | (Vector256.Equals(high, wanted).ExtractMostSignificantBits() << Half);
            at = BitOperations.TrailingZeroCount(places);
            return rank != PairTable.None;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Set(int at, int rank)
        {
            var (place, value) = (Vector256.Create(at), Vector256.Create(rank));
            low = Vector256.ConditionalSelect(Vector256.Equals(place, Vector256.Create(0, 1, 2, 3, 4, 5, 6, 7)), value, low);
            high = Vector256.ConditionalSelect(Vector256.Equals(place, Vector256.Create(8, 9, 10, 11, 12, 13, 14, 15)), value, high);
        }
    }
}
