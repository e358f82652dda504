using System.Runtime.Intrinsics;
using Accounting.Core.Ledger;

namespace Accounting.Storage.Ids;

/// <summary>
/// The bits that an id sets in its block of a filter: the same in every filter, so they are worked out once a look-up. All are compared at once: with a branch for each
/// of them the processor guesses wrong too often to fetch the next filter's block in the meantime.
/// </summary>
internal readonly struct IdMask
{
    public const int Words = 8;

    private const int Probes = 7;
    private const int ProbeBits = 9; // 2^9 = 512 bits

    private readonly Vector256<ulong> _low;
    private readonly Vector256<ulong> _high;

    public IdMask(in CallId id)
    {
        Span<ulong> words = stackalloc ulong[Words];
        words.Clear();
        // The halves that neither the bucket nor the block is chosen by.
        var bits = (id.High << 32) | (id.Low & uint.MaxValue);
        for (var probe = 0; probe < Probes; probe++, bits >>= ProbeBits) words[(int)((bits >> 6) & 7)] |= 1UL << (int)(bits & 63);
        _low = Vector256.Create<ulong>(words[..4]);
        _high = Vector256.Create<ulong>(words[4..]);
    }

    public void AddTo(Span<ulong> block)
    {
        (Vector256.Create<ulong>(block[..4]) | _low).CopyTo(block);
        (Vector256.Create<ulong>(block[4..]) | _high).CopyTo(block[4..]);
    }

    public bool IsIn(ReadOnlySpan<ulong> block) =>
        (Vector256.AndNot(_low, Vector256.Create(block)) | Vector256.AndNot(_high, Vector256.Create(block[4..]))) == Vector256<ulong>.Zero;
}
