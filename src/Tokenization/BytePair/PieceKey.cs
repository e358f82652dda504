using System.Runtime.InteropServices;

namespace Accounting.Tokenization.BytePair;

/// <summary>
/// A piece of up to 15 bytes as two words: its bytes, zeros after them, and its length in the low half of the last byte. Equal keys are
/// equal pieces.
/// </summary>
internal readonly struct PieceKey
{
    private const int LengthShift = 56;

    private PieceKey(ulong low, ulong high)
    {
        Low = low;
        High = high;
    }

    public ulong Low { get; }
    public ulong High { get; }

    public ulong Hash
    {
        get
        {
            var high = Math.BigMul(Low ^ 0x9E3779B97F4A7C15UL, High ^ 0xD6E8FEB86659FD93UL, out ulong low);
            return high ^ low;
        }
    }

    public static PieceKey Of(ReadOnlySpan<byte> text, int start, int length)
    {
        ulong low, high;
        if (text.Length - start >= 16)
        {
            low = MemoryMarshal.Read<ulong>(text[start..]);
            high = MemoryMarshal.Read<ulong>(text[(start + 8)..]);
        }
        else
        {
            Span<byte> padded = stackalloc byte[16];
            text.Slice(start, length).CopyTo(padded);
            low = MemoryMarshal.Read<ulong>(padded);
            high = MemoryMarshal.Read<ulong>(padded[8..]);
        }
        if (length < 8)
        {
            low &= (1UL << (8 * length)) - 1;
            high = 0;
        }
        else
        {
            high &= (1UL << (8 * (length - 8))) - 1;
        }
        return new(low, high | ((ulong)(uint)length << LengthShift));
    }
}
