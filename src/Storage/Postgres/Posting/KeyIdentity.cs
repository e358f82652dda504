using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Parts;

namespace Accounting.Storage.Postgres.Posting;

/// <summary>
/// The first 128 bits of SHA-256 over the fields of a key: what makes its row unique. An index over the fields themselves would refuse long
/// texts (PostgreSQL indexes 2,700 bytes a row at most).
/// </summary>
internal static class KeyIdentity
{
    // Longer keys are hashed from the heap.
    private const int StackBytesMax = 1024;

    public static Guid Of(SpendKey key) => Hash([key.Tenant, key.Model], []);

    public static Guid Of(EntryKey key) => Hash(
        [
            key.Tenant, key.Provider, key.ResponseModel, key.RequestedModel, key.CallType, key.ServiceTier, key.Speed, key.Region, key.Residency, key.ImageSize, key.ImageQuality,
        ],
        [key.Slot.Index, key.InputBand.Index, key.OutputBand.Index, key.Batch ? 1 : 0, (int)key.Source]);

    // Each text with its length first: no two different keys give the same bytes.
    private static Guid Hash(ReadOnlySpan<string> texts, ReadOnlySpan<int> numbers)
    {
        var length = (texts.Length + numbers.Length) * sizeof(int);
        foreach (var text in texts) length += Encoding.UTF8.GetByteCount(text);
        var bytes = length <= StackBytesMax ? stackalloc byte[StackBytesMax] : new byte[length];
        var rest = bytes;
        foreach (var text in texts)
        {
            var written = Encoding.UTF8.GetBytes(text, rest[sizeof(int)..]);
            BinaryPrimitives.WriteInt32LittleEndian(rest, written);
            rest = rest[(sizeof(int) + written)..];
        }
        foreach (var number in numbers)
        {
            BinaryPrimitives.WriteInt32LittleEndian(rest, number);
            rest = rest[sizeof(int)..];
        }
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes[..length], digest);
        return new(digest[..16], bigEndian: true);
    }
}
