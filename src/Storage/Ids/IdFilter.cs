using System.Runtime.InteropServices;
using Accounting.Core.Ledger;

namespace Accounting.Storage.Ids;

/// <summary>
/// A Bloom filter in blocks of one cache line: 16 bits an id, 7 of them set within one block. It says no wrongly never, and yes wrongly about once in 700 times.
/// Identities are cryptographic hashes, so their own bits serve as the hash functions. The default value holds nothing.
/// </summary>
internal readonly struct IdFilter
{
    private const int BitsPerId = 16;
    private const int BlockBits = IdMask.Words * 64;

    private readonly ulong[]? _words;
    private readonly uint _blocks; // Beside the reference, so that a look-up need not read the array's length first.

    private IdFilter(ulong[] words) => (_words, _blocks) = (words, (uint)(words.Length / IdMask.Words));

    public bool IsEmpty => _words is null;

    public ReadOnlySpan<byte> Bytes => MemoryMarshal.AsBytes(_words.AsSpan());

    public static IdFilter For(int ids) => new(new ulong[Math.Max(1, (((long)ids * BitsPerId) + BlockBits - 1) / BlockBits) * IdMask.Words]);

    public static IdFilter FromBytes(ReadOnlySpan<byte> bytes) => new(MemoryMarshal.Cast<byte, ulong>(bytes).ToArray());

    public void Add(in CallId id) => new IdMask(id).AddTo(_words.AsSpan(BlockOf(id), IdMask.Words));

    public bool MayContain(in CallId id, in IdMask mask) => _words is not null && mask.IsIn(_words.AsSpan(BlockOf(id), IdMask.Words));

    private int BlockOf(in CallId id) => (int)(((id.Low >> 32) * _blocks) >> 32) * IdMask.Words;
}
