using System.Numerics;

namespace Accounting.Generator;

/// <summary>
/// xoshiro256** by Blackman and Vigna, public domain: the same numbers from the same seed in every version of the base library, which
/// <see cref="Random"/> does not promise.
/// </summary>
internal sealed class Chance
{
    private ulong _a, _b, _c, _d;

    public Chance(ulong seed)
    {
        unchecked
        {
            _a = Mix(seed += 0x9E3779B97F4A7C15);
            _b = Mix(seed += 0x9E3779B97F4A7C15);
            _c = Mix(seed += 0x9E3779B97F4A7C15);
            _d = Mix(seed + 0x9E3779B97F4A7C15);
        }
    }

    public ulong Next()
    {
        unchecked
        {
            var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
            var shifted = _b << 17;
            _c ^= _a;
            _d ^= _b;
            _b ^= _c;
            _a ^= _d;
            _c ^= shifted;
            _d = BitOperations.RotateLeft(_d, 45);
            return result;
        }
    }

    /// <summary>0 ≤ result &lt; <paramref name="bound"/>.</summary>
    public int Below(int bound) => (int)(((Next() >> 32) * (ulong)bound) >> 32);

    public int Between(int first, int last) => first + Below(last - first + 1);

    /// <summary>True in one of <paramref name="bound"/> cases.</summary>
    public bool OneIn(int bound) => Below(bound) == 0;

    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
