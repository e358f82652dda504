namespace Accounting.Tokenization.Normalization;

/// <summary>Syllables and their letters by arithmetic (Unicode 16, 3.12).</summary>
internal static class Hangul
{
    private const int SyllableBase = 0xAC00, LeadBase = 0x1100, VowelBase = 0x1161, TrailBase = 0x11A7;
    private const int Leads = 19, Vowels = 21, Trails = 28, Syllables = Leads * Vowels * Trails;

    public static bool IsSyllable(int code) => code is >= SyllableBase and < SyllableBase + Syllables;

    /// <summary>Lead, vowel and trail; a trail of 0 where there is none.</summary>
    public static (int Lead, int Vowel, int Trail) Decompose(int syllable)
    {
        var index = syllable - SyllableBase;
        var trail = index % Trails;
        return (LeadBase + index / (Vowels * Trails), VowelBase + index / Trails % Vowels, trail == 0 ? 0 : TrailBase + trail);
    }

    /// <summary>Lead and vowel, or syllable without trail and trail, as one syllable; 0 for others.</summary>
    public static int Compose(int first, int second)
    {
        if (first is >= LeadBase and < LeadBase + Leads && second is >= VowelBase and < VowelBase + Vowels)
            return SyllableBase + ((first - LeadBase) * Vowels + second - VowelBase) * Trails;
        var takesTrail = IsSyllable(first) && (first - SyllableBase) % Trails == 0;
        return takesTrail && second is > TrailBase and < TrailBase + Trails ? first + second - TrailBase : 0;
    }
}
