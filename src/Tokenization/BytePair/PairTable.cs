using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Accounting.Tokenization.BytePair;

/// <summary>
/// Which token two neighbours merge into. Open addressing over packed words, so that a look-up is mostly one memory access. Read-only once
/// filled.
/// </summary>
internal sealed class PairTable
{
    /// <summary>The answer for neighbours that do not merge; greater than any rank.</summary>
    public const int None = int.MaxValue;

    /// <summary>
    /// Ranks fit into 18 bits, so that left, right and merged token fit into one word. An empty slot is 0: no merge gives token 0.
    /// </summary>
    public const int RankBits = 18;

    private const ulong RankMask = (1UL << RankBits) - 1;

    private const int FilterBitsPerSlot = 4, WordBits = 6;

    private readonly ulong[] _slots;
    private readonly int _shift;

    /// <summary>A bit for each hash of a pair: most neighbours do not merge, and this small table says so without the large one.</summary>
    private readonly ulong[] _filter;
    private readonly int _filterShift;

    /// <param name="count">How many pairs will be added; at least half of the slots stay empty.</param>
    public PairTable(int count)
    {
        var bits = BitOperations.Log2((uint)count) + 2;
        _slots = new ulong[1 << bits];
        _shift = 64 - bits;
        _filter = new ulong[(FilterBitsPerSlot << bits) >> WordBits];
        _filterShift = _shift - BitOperations.Log2(FilterBitsPerSlot);
    }

    /// <summary>Asks the memory for where a pair will be added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Prefetch(int left, int right)
    {
        // An address is all that is made of it: it does no harm if the array moves.
        if (Sse.IsSupported) Sse.Prefetch0(Unsafe.AsPointer(ref Unchecked.At(_slots, Slot(Key(left, right)))));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int left, int right, int merged)
    {
        var key = Key(left, right);
        var at = Slot(key);
        while (_slots[at] != 0) at = (at + 1) & (_slots.Length - 1);
        _slots[at] = (key << RankBits) | (uint)merged;
        var bit = FilterBit(key);
        _filter[bit >> WordBits] |= 1UL << bit;
    }

    /// <summary>What two neighbours merge into, or <see cref="None"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(int left, int right)
    {
        var key = Key(left, right);
        return MayMerge(key) ? FindKey(key) : None;
    }

    /// <summary>False for most of the neighbours that do not merge, from a table that is small enough to stay in the processor's cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayMerge(ulong key)
    {
        // The shift leaves as many bits as there are in the filter.
        var bit = FilterBit(key);
        return (Unchecked.At(_filter, bit >> WordBits) >> bit & 1) != 0;
    }

    /// <summary>What the neighbours of a <see cref="Key"/> merge into, or <see cref="None"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int FindKey(ulong key)
    {
        var slots = _slots;
        for (var at = Slot(key); ; at = (at + 1) & (slots.Length - 1))
        {
            // Masked by the number of slots, a power of two.
            var slot = Unchecked.At(slots, at);
            if (slot >> RankBits == key && slot != 0) return (int)(slot & RankMask);
            if (slot == 0) return None;
        }
    }

    public static ulong Key(int left, int right) => ((ulong)(uint)left << RankBits) | (uint)right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int FilterBit(ulong key) => (int)(unchecked(key * 0x9E3779B97F4A7C15UL) >> _filterShift);

    private int Slot(ulong key) => (int)(unchecked(key * 0x9E3779B97F4A7C15UL) >> _shift);
}
