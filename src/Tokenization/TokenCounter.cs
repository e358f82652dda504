namespace Accounting.Tokenization;

/// <summary>
/// Counts the tokens of text. Holds caches and scratch memory, so each thread has its own; the vocabulary behind it is shared.
/// </summary>
public abstract class TokenCounter
{
    /// <summary>The encoding's name: <c>o200k_base</c>, ...</summary>
    public abstract string EncodingName { get; }

    /// <summary>
    /// Exact number of tokens of UTF-8 text, special tokens taken as ordinary text. Each maximal invalid byte sequence counts as U+FFFD.
    /// Allocates nothing.
    /// </summary>
    public abstract int Count(ReadOnlySpan<byte> utf8);
}
