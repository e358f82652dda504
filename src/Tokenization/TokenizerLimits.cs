namespace Accounting.Tokenization;

/// <summary>
/// Bounds of what a tokenizer file may ask for. Far above every published tokenizer, far below what could hurt a process.
/// </summary>
public static class TokenizerLimits
{
    /// <summary>Largest file in bytes: 256 MiB. The largest published ones have 35 MB.</summary>
    public const int FileBytesMax = 256 << 20;

    /// <summary>Ids are below this: 2,097,152. The largest published vocabularies have a little over a million tokens.</summary>
    public const int IdEnd = 1 << 21;

    /// <summary>Most merges: 4,194,304. Gemma has 580,604.</summary>
    public const int MergesMax = 1 << 22;

    /// <summary>Longest token in bytes: 65,535. The longest published one has some 4,000.</summary>
    public const int TokenBytesMax = ushort.MaxValue;

    /// <summary>Most steps of one kind (normalizers, pre-tokenizers, decoders) in all sequences together.</summary>
    public const int StepsMax = 256;

    /// <summary>Longest splitting pattern in characters.</summary>
    public const int PatternCharactersMax = 16_384;

    /// <summary>Most that a normalizer may grow a text by: bytes out per byte in, over all steps.</summary>
    public const int GrowthMax = 64;
}
