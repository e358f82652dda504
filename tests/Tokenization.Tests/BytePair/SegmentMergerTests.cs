using System.Text;
using Accounting.Tokenization.BytePair;
using Accounting.Tokenization.Encodings;

namespace Accounting.Tokenization.Tests.BytePair;

/// <summary>The ways of merging, with the plainest as the check: neighbour by neighbour, the lowest rank first.</summary>
public class SegmentMergerTests
{
    private static readonly string[] Units = ["a", "A", " ", "\n", "=", "-", "ab", "é", "中", "zq", "0", "tion", "ing", "\u0301", "==-", "aab"];

    [Theory]
    [InlineData("o200k_base.merges.br", 41)]
    [InlineData("cl100k_base.merges.br", 42)]
    [InlineData("claude.merges.br", 43)]
    public void Count_LongPieces_IsThatOfThePlainMerger(string file, int seed)
    {
        var vocabulary = new Vocabulary(file);
        var (plain, segments) = (new BytePairMerger(vocabulary), new SegmentMerger(vocabulary, null));
        var random = new Random(seed);
        for (var i = 0; i < 1500; i++)
        {
            var piece = Piece(random, vocabulary, 1 + random.Next(i % 50 == 0 ? 9000 : 500));
            var (expected, actual) = (plain.Count(piece), segments.Count(piece));
            if (expected != actual) Assert.Fail($"{file}, seed {seed}, piece {i}: {actual} instead of {expected}: {Convert.ToHexString(piece)}");
        }
    }

    [Theory]
    [InlineData("o200k_base.merges.br")]
    [InlineData("cl100k_base.merges.br")]
    [InlineData("r50k_base.merges.br")]
    [InlineData("claude.merges.br")]
    public void Count_EveryByteRepeated_IsThatOfThePlainMerger(string file)
    {
        var vocabulary = new Vocabulary(file);
        var (plain, runs) = (new BytePairMerger(vocabulary), new RunCounter(vocabulary));
        for (var value = 0; value < 256; value++)
            for (var length = 1; length < 1200; length += length < 300 ? 1 : 97)
            {
                var piece = new byte[length];
                piece.AsSpan().Fill((byte)value);
                var (expected, actual) = (plain.Count(piece), runs.Count((byte)value, length));
                if (expected != actual) Assert.Fail($"{file}: {length} times {value:x2} makes {actual} instead of {expected}");
            }
    }

    [Theory]
    [InlineData("o200k_base.merges.br", 46)]
    [InlineData("cl100k_base.merges.br", 47)]
    public void Encode_LongPieces_GivesTheTokensOfTheDefinition(string file, int seed)
    {
        var vocabulary = new Vocabulary(file);
        var plain = new BytePairMerger(vocabulary);
        var random = new Random(seed);
        for (var i = 0; i < 600; i++)
        {
            var piece = Piece(random, vocabulary, 65 + random.Next(500));
            if (!plain.Encode(piece).SequenceEqual(ByDefinition(vocabulary, piece))) Assert.Fail($"{file}, seed {seed}, piece {i}: {Convert.ToHexString(piece)}");
        }
    }

    [Theory]
    [InlineData("o200k_base.merges.br", 44)]
    [InlineData("r50k_base.merges.br", 45)]
    public void StayApart_TwoTokens_IsWhatThePlainMergerLeaves(string file, int seed)
    {
        var vocabulary = new Vocabulary(file);
        var plain = new BytePairMerger(vocabulary);
        var random = new Random(seed);
        for (var i = 0; i < 200_000; i++)
        {
            // Every other pair is cut from a token, so that many of them do merge.
            var left = random.Next(vocabulary.End);
            var right = random.Next(vocabulary.End);
            if (i % 2 == 0 && vocabulary.Bytes(left) is { Length: > 1 } whole)
            {
                var cut = 1 + random.Next(whole.Length - 1);
                (left, right) = (plain.Encode(whole[..cut])[^1], plain.Encode(whole[cut..])[0]);
            }
            var expected = plain.Encode([.. vocabulary.Bytes(left), .. vocabulary.Bytes(right)]).SequenceEqual([left, right]);
            if (expected != vocabulary.StayApart(left, right)) Assert.Fail($"{file}, seed {seed}: tokens {left} and {right}, {expected} expected");
        }
    }

    private static int[] ByDefinition(Vocabulary vocabulary, byte[] piece)
    {
        var tokens = piece.Select(vocabulary.Single).ToList();
        while (true)
        {
            var (lowest, at) = (PairTable.None, -1);
            for (var i = 0; i + 1 < tokens.Count; i++)
                if (vocabulary.Merge(tokens[i], tokens[i + 1]) is var rank && rank < lowest) (lowest, at) = (rank, i);
            if (at < 0) return [.. tokens];
            tokens[at] = lowest;
            tokens.RemoveAt(at + 1);
        }
    }

    private static byte[] Piece(Random random, Vocabulary vocabulary, int length)
    {
        var piece = new List<byte>();
        var (kind, unit) = (random.Next(5), Encoding.UTF8.GetBytes(Units[random.Next(Units.Length)]));
        while (piece.Count < length)
            piece.AddRange(kind switch
            {
                0 => [(byte)random.Next('a', 'z' + 1)],
                1 => unit,
                2 => random.Next(40) == 0 ? [(byte)'b'] : unit,
                3 => vocabulary.Bytes(random.Next(vocabulary.End)),
                _ => [(byte)random.Next(256)],
            });
        return [.. piece];
    }
}
