using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Accounting.Core.Ledger;

/// <summary>
/// A call's identity (invariant 2): the first 128 bits of SHA-256 over tenant and id. A cryptographic hash, since ids come from outside:
/// nobody can make two calls collide so that one of them is taken for a duplicate and never billed.
/// </summary>
public readonly record struct CallId(ulong High, ulong Low) : IComparable<CallId>
{
    private const int TextBytesMax = 512;

    /// <summary>The identity of a call whose provider or gateway gave it an id.</summary>
    public static CallId FromProviderId(string tenant, ReadOnlySpan<byte> id) => Hash(tenant, 0, id, -1);

    /// <summary>The identity of a call without an id: its raw record and its row in the decompressed input.</summary>
    public static CallId FromRecord(string tenant, ReadOnlySpan<byte> record, long row) => Hash(tenant, 1, record, row);

    public int CompareTo(CallId other) => High != other.High ? High.CompareTo(other.High) : Low.CompareTo(other.Low);

    public static bool operator <(CallId left, CallId right) => left.CompareTo(right) < 0;
    public static bool operator <=(CallId left, CallId right) => left.CompareTo(right) <= 0;
    public static bool operator >(CallId left, CallId right) => left.CompareTo(right) > 0;
    public static bool operator >=(CallId left, CallId right) => left.CompareTo(right) >= 0;

    // kind, tenant length, tenant, row (-1: none), then the bytes: no two different inputs give the same byte string.
    private static CallId Hash(string tenant, byte kind, ReadOnlySpan<byte> data, long row)
    {
        var tenantBytes = Encoding.UTF8.GetByteCount(tenant);
        var length = 1 + 4 + tenantBytes + 8 + data.Length;
        byte[]? rented = null;
        var text = length <= TextBytesMax
            ? stackalloc byte[TextBytesMax]
            : rented = ArrayPool<byte>.Shared.Rent(length);
        text = text[..length];
        text[0] = kind;
        BinaryPrimitives.WriteInt32LittleEndian(text[1..], tenantBytes);
        Encoding.UTF8.GetBytes(tenant, text[5..]);
        BinaryPrimitives.WriteInt64LittleEndian(text[(5 + tenantBytes)..], row);
        data.CopyTo(text[(13 + tenantBytes)..]);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, digest);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        return new(BinaryPrimitives.ReadUInt64BigEndian(digest), BinaryPrimitives.ReadUInt64BigEndian(digest[8..]));
    }
}
