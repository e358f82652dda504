using Accounting.Core.Ledger;
using Accounting.Core.Usage;

namespace Accounting.Storage.Posting;

/// <summary>
/// Quantities as they are stored: a format byte, then for each meter other than zero, in the order of their numbers, the meter's number in one byte and the amount as a
/// zigzag variable-length integer (7 bits a byte, lowest first). Two to four meters, as most calls have, take 5 to 15 bytes.
/// </summary>
internal static class QuantityBlob
{
    public const byte Format = 1;

    /// <summary>Room for every meter there can be.</summary>
    public const int BytesMax = 1 + (MeterSums.Count * (1 + VarintBytesMax));

    private const int VarintBytesMax = 10;

    /// <param name="byMeter">Amounts by meter number.</param>
    /// <param name="negate">Whether to store the amounts with the other sign.</param>
    /// <param name="destination">At least <see cref="BytesMax"/>.</param>
    /// <returns>How many bytes were written.</returns>
    public static int Write(ReadOnlySpan<long> byMeter, bool negate, Span<byte> destination)
    {
        destination[0] = Format;
        var at = 1;
        for (var meter = 0; meter < byMeter.Length; meter++)
        {
            var amount = negate ? -byMeter[meter] : byMeter[meter];
            if (amount == 0) continue;
            destination[at++] = (byte)meter;
            at += WriteVarint(unchecked((ulong)((amount << 1) ^ (amount >> 63))), destination[at..]);
        }
        return at;
    }

    /// <summary>Adds stored quantities to sums by meter number.</summary>
    /// <exception cref="LedgerException">The bytes are damaged, or of a newer format.</exception>
    /// <exception cref="OverflowException">A sum does not fit.</exception>
    public static void AddTo(Span<long> byMeter, ReadOnlySpan<byte> source)
    {
        for (var at = Begin(source); Next(source, ref at, out var meter, out var amount);) byMeter[meter] += amount;
    }

    /// <summary>Checks the format of stored quantities; answers where the first one stands.</summary>
    public static int Begin(ReadOnlySpan<byte> source)
    {
        if (source.IsEmpty) throw Damaged("are empty");
        return source[0] == Format ? 1 : throw Damaged($"are of format {source[0]}, expected is {Format}");
    }

    /// <summary>Reads the quantity at <paramref name="at"/> and moves on; false at the end.</summary>
    public static bool Next(ReadOnlySpan<byte> source, ref int at, out int meter, out long amount)
    {
        (meter, amount) = (0, 0);
        if (at >= source.Length) return false;
        meter = source[at++];
        if (meter >= MeterSums.Count) throw Damaged($"name meter {meter}, known are 0 to {MeterSums.Count - 1}");
        var zigzag = ReadVarint(source, ref at);
        amount = unchecked((long)(zigzag >> 1) ^ -(long)(zigzag & 1));
        return true;
    }

    private static int WriteVarint(ulong value, Span<byte> destination)
    {
        var at = 0;
        while (value >= 0x80)
        {
            destination[at++] = (byte)(0x80 | (value & 0x7F));
            value >>= 7;
        }
        destination[at++] = (byte)value;
        return at;
    }

    private static ulong ReadVarint(ReadOnlySpan<byte> source, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (at >= source.Length) break;
            var next = source[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }
        throw Damaged("end within a number");
    }

    private static LedgerException Damaged(string what) => new(LedgerFault.Damaged,
        $"The quantities of an entry {what}. Run `accounting verify`, and restore the ledger from a backup or bill the logs again into a new one.");
}
