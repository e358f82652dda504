using System.Buffers.Binary;
using Accounting.Core.Amounts;

namespace Accounting.Storage.Posting;

/// <summary>
/// Money as it is stored: 16 bytes, big-endian two's complement with the sign bit flipped, so that the order of the bytes is the order of the amounts.
/// The unit is 1e-24 USD.
/// </summary>
internal static class MoneyBlob
{
    public const int Bytes = 16;

    private static readonly UInt128 SignBit = UInt128.One << 127;

    public static void Write(Money money, Span<byte> destination) =>
        BinaryPrimitives.WriteUInt128BigEndian(destination, unchecked((UInt128)money.Units) ^ SignBit);

    public static Money Read(ReadOnlySpan<byte> source) => new(unchecked((Int128)(BinaryPrimitives.ReadUInt128BigEndian(source) ^ SignBit)));
}
