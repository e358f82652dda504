using System.Numerics;

namespace Accounting.Tokenization.Pipelines.Vocabularies;

/// <summary>Which neighbours merge, in which order, and into what. Read-only once filled, then shared by all threads.</summary>
internal sealed class MergeTable
{
    /// <summary>The rank of neighbours that do not merge; greater than any other.</summary>
    public const int None = int.MaxValue;

    /// <summary>Slots that one merge may look at. 3 of 8 are empty, so some 100 are much; more are made on purpose.</summary>
    private const int StepsMax = 2000;

    private const int IdBits = 21;

    private readonly ulong[] _keys;
    private readonly long[] _merges;
    private readonly int _shift;

    /// <param name="count">How many merges will be added at most.</param>
    public MergeTable(int count)
    {
        // At least 3 of 8 slots stay empty.
        var bits = BitOperations.Log2((uint)Math.Max(count, 1) * 8 / 5) + 1;
        _keys = new ulong[1 << bits];
        _merges = new long[1 << bits];
        _shift = 64 - bits;
    }

    /// <summary>Adds a merge; of two of the same neighbours the last one counts.</summary>
    /// <exception cref="InvalidDataException">The merges collide as none do by chance.</exception>
    public void Add(int left, int right, int rank, int merged)
    {
        var key = Key(left, right);
        var at = Slot(key);
        for (var steps = 0; _keys[at] != 0 && _keys[at] != key; at = (at + 1) & (_keys.Length - 1))
            if (++steps > StepsMax) throw new InvalidDataException($"The merges near rank {rank} are made to collide. Such a vocabulary is refused.");
        _keys[at] = key;
        _merges[at] = ((long)rank << IdBits) | (long)merged;
    }

    /// <summary>The rank of the merge of two neighbours, or <see cref="None"/>.</summary>
    public int Find(int left, int right, out int merged)
    {
        var key = Key(left, right);
        var keys = _keys;
        for (var at = Slot(key); ; at = (at + 1) & (keys.Length - 1))
        {
            if (keys[at] == key)
            {
                merged = (int)(_merges[at] & (TokenizerLimits.IdEnd - 1));
                return (int)(_merges[at] >> IdBits);
            }
            if (keys[at] != 0) continue;
            merged = 0;
            return None;
        }
    }

    // The highest bit tells a key from an empty slot.
    private static ulong Key(int left, int right) => (1UL << 63) | ((ulong)(uint)left << IdBits) | (uint)right;

    private int Slot(ulong key) => (int)(unchecked(key * 0x9E3779B97F4A7C15UL) >> _shift);
}
