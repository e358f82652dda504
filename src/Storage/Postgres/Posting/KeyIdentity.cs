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
    public static Guid Of(SpendKey key)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, key.Tenant);
        Add(hash, key.Model);
        return Finish(hash);
    }

    public static Guid Of(EntryKey key)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        ReadOnlySpan<string> texts =
        [
            key.Tenant, key.Provider, key.ResponseModel, key.RequestedModel, key.CallType, key.ServiceTier, key.Speed, key.Region, key.Residency, key.ImageSize, key.ImageQuality,
        ];
        foreach (var text in texts) Add(hash, text);
        ReadOnlySpan<int> numbers = [key.Slot.Index, key.InputBand.Index, key.OutputBand.Index, key.Batch ? 1 : 0, (int)key.Source];
        foreach (var number in numbers) Add(hash, number);
        return Finish(hash);
    }

    // The length first: no two different keys give the same bytes.
    private static void Add(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Add(hash, bytes.Length);
        hash.AppendData(bytes);
    }

    private static void Add(IncrementalHash hash, int number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        hash.AppendData(bytes);
    }

    private static Guid Finish(IncrementalHash hash) => new(hash.GetHashAndReset().AsSpan(0, 16), bigEndian: true);
}
