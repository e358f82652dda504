using System.Buffers.Binary;

namespace Accounting.LogReading.Parquet.Codecs;

/// <summary>The checksum of pages: CRC-32 as in gzip (ISO 3309), eight bytes at a step.</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xedb88320;
    private static readonly uint[][] Tables = MakeTables();

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        unchecked
        {
            var crc = uint.MaxValue;
            var (t0, t1, t2, t3, t4, t5, t6, t7) = (Tables[0], Tables[1], Tables[2], Tables[3], Tables[4], Tables[5], Tables[6], Tables[7]);
            for (; bytes.Length >= 8; bytes = bytes[8..])
            {
                var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ crc;
                var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
                crc = t7[(byte)low] ^ t6[(byte)(low >> 8)] ^ t5[(byte)(low >> 16)] ^ t4[low >> 24]
                    ^ t3[(byte)high] ^ t2[(byte)(high >> 8)] ^ t1[(byte)(high >> 16)] ^ t0[high >> 24];
            }
            foreach (var one in bytes) crc = (crc >> 8) ^ t0[(byte)(crc ^ one)];
            return ~crc;
        }
    }

    private static uint[][] MakeTables()
    {
        var tables = new uint[8][];
        for (var k = 0; k < 8; k++)
        {
            tables[k] = new uint[256];
            for (var i = 0u; i < 256; i++) tables[k][i] = k == 0 ? Step8(i) : (tables[k - 1][i] >> 8) ^ tables[0][(byte)(tables[k - 1][i] & 0xff)];
        }
        return tables;
    }

    private static uint Step8(uint value)
    {
        for (var bit = 0; bit < 8; bit++) value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ Polynomial;
        return value;
    }
}
