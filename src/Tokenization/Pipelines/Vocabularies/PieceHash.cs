using System.Runtime.InteropServices;

namespace Accounting.Tokenization.Pipelines.Vocabularies;

/// <summary>A hash of a few bytes whose high bits are the best ones.</summary>
internal static class PieceHash
{
    private const ulong Factor = 0x9E3779B97F4A7C15UL;

    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        unchecked
        {
            var hash = (ulong)bytes.Length * Factor;
            for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..]) hash = Mix(hash, MemoryMarshal.Read<ulong>(bytes));
            ulong rest = 0;
            foreach (var value in bytes) rest = (rest << 8) | value;
            return Mix(hash, rest);
        }
    }

    private static ulong Mix(ulong hash, ulong next)
    {
        var high = Math.BigMul(hash ^ next ^ 0xD6E8FEB86659FD93UL, Factor, out ulong low);
        return high ^ low;
    }
}
