using System.Buffers.Binary;
using Accounting.Core.Ledger;

namespace Accounting.Storage.Ids;

/// <summary>A bucket as it is stored: for each id, in no order, 16 bytes of identity, 8 of facts, 4 of run number, little-endian.</summary>
internal static class IdPage
{
    public const int RecordBytes = 28;

    private const int LowAt = 8;
    private const int FactsAt = 16;
    private const int RunAt = 24;

    public static void Write(in StoredId stored, Span<byte> record)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(record, stored.Id.High);
        BinaryPrimitives.WriteUInt64LittleEndian(record[LowAt..], stored.Id.Low);
        BinaryPrimitives.WriteUInt64LittleEndian(record[FactsAt..], stored.Facts);
        BinaryPrimitives.WriteInt32LittleEndian(record[RunAt..], stored.Run);
    }

    public static StoredId Read(ReadOnlySpan<byte> record) => new(
        new(BinaryPrimitives.ReadUInt64LittleEndian(record), BinaryPrimitives.ReadUInt64LittleEndian(record[LowAt..])),
        BinaryPrimitives.ReadUInt64LittleEndian(record[FactsAt..]), RunOf(record));

    public static int RunOf(ReadOnlySpan<byte> record) => BinaryPrimitives.ReadInt32LittleEndian(record[RunAt..]);

    /// <summary>Finds an id that no voided run posted.</summary>
    public static bool TryFind(ReadOnlySpan<byte> page, in CallId id, HashSet<int> voided, out StoredCall call)
    {
        for (; page.Length >= RecordBytes; page = page[RecordBytes..])
        {
            if (BinaryPrimitives.ReadUInt64LittleEndian(page) != id.High || BinaryPrimitives.ReadUInt64LittleEndian(page[LowAt..]) != id.Low) continue;
            call = new(BinaryPrimitives.ReadUInt64LittleEndian(page[FactsAt..]), RunOf(page));
            if (!voided.Contains(call.Run)) return true;
        }
        call = default;
        return false;
    }
}
