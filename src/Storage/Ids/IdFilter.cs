using Accounting.Core.Ledger;

namespace Accounting.Storage.Ids;

/// <summary>
/// A Bloom filter in blocks of one cache line: 16 bits an id, 7 of them set within one block. It says no wrongly never, and yes wrongly about once in 700 times.
/// Identities are cryptographic hashes, so their own bits serve as the hash functions.
/// </summary>
internal static class IdFilter
{
    private const int BitsPerId = 16;
    private const int BlockBits = 512;
    private const int WordsPerBlock = BlockBits / 64;
    private const int Probes = 7;
    private const int ProbeBits = 9; // 2^9 = 512 bits

    public static ulong[] Create(int ids) => new ulong[Math.Max(1, (((long)ids * BitsPerId) + BlockBits - 1) / BlockBits) * WordsPerBlock];

    public static void Add(ulong[] filter, in CallId id)
    {
        var block = BlockOf(filter, id);
        for (var (probe, bits) = (0, ProbesOf(id)); probe < Probes; probe++, bits >>= ProbeBits)
            filter[block + (int)((bits >> 6) & 7)] |= 1UL << (int)(bits & 63);
    }

    public static bool MayContain(ulong[] filter, in CallId id)
    {
        var block = filter.AsSpan(BlockOf(filter, id), WordsPerBlock);
        for (var (probe, bits) = (0, ProbesOf(id)); probe < Probes; probe++, bits >>= ProbeBits)
            if ((block[(int)((bits >> 6) & 7)] & (1UL << (int)(bits & 63))) == 0) return false;
        return true;
    }

    private static int BlockOf(ulong[] filter, in CallId id) => (int)(((id.Low >> 32) * (ulong)(filter.Length / WordsPerBlock)) >> 32) * WordsPerBlock;

    // The halves that neither the bucket nor the block is chosen by.
    private static ulong ProbesOf(in CallId id) => (id.High << 32) | (id.Low & uint.MaxValue);
}
