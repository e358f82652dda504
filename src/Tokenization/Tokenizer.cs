using System.Text;
using Accounting.Tokenization.Encodings;
using Accounting.Tokenization.Models;

namespace Accounting.Tokenization;

/// <summary>
/// Text to token ids and back. Immutable and thread-safe. <see cref="ForModel"/> gives the tokenizer of a model whose encoding is part of
/// this library; <see cref="TokenizerFactory"/> makes one from a file.
/// </summary>
public abstract class Tokenizer
{
    private protected Tokenizer()
    {
    }

    /// <summary>The encoding's name, or what the file was called by the one who read it.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// The tokenizer of a model by its name, with any provider prefix, dated or fine-tuned; where the model's own is not part of this
    /// library, the nearest one. <see cref="ModelEncodings.For"/> also says which of the two it is.
    /// </summary>
    public static Tokenizer ForModel(string model) => ForEncoding(ModelEncodings.For(model).EncodingName);

    /// <summary>The tokenizer of an encoding: <c>o200k_base</c>, <c>cl100k_base</c>, ...</summary>
    /// <exception cref="ArgumentException">No such encoding; the message names the known ones.</exception>
    public static Tokenizer ForEncoding(string name) => new EncodingTokenizer(TokenEncoding.Get(name));

    /// <summary>A counter for one thread, with caches of its own.</summary>
    /// <param name="addSpecialTokens">Whether the tokens that the post-processor puts around each text (a BOS, say) count.</param>
    public abstract TokenCounter CreateCounter(bool addSpecialTokens = true);

    /// <summary>Adds the token ids of UTF-8 text to a list. Each maximal invalid byte sequence is taken as U+FFFD.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="tokens">The list that the ids are added to.</param>
    /// <param name="addSpecialTokens">Whether the post-processor puts its tokens around the text. Without effect for encodings.</param>
    public abstract void Encode(ReadOnlySpan<byte> utf8, List<int> tokens, bool addSpecialTokens = true);

    /// <summary>
    /// The bytes of the tokens as the tokenizer's own decoder joins them: valid UTF-8 only where they do not cut a character.
    /// </summary>
    /// <exception cref="ArgumentException">An id that no token has; the message names it and its place.</exception>
    public abstract byte[] Decode(ReadOnlySpan<int> tokens);

    /// <summary>The token ids of a text. A lone surrogate is taken as U+FFFD.</summary>
    public int[] Encode(string text, bool addSpecialTokens = true)
    {
        var tokens = new List<int>();
        Encode(Encoding.UTF8.GetBytes(text), tokens, addSpecialTokens);
        return [.. tokens];
    }

    /// <summary>The text of the tokens; bytes that are no UTF-8 as U+FFFD.</summary>
    /// <exception cref="ArgumentException">An id that no token has.</exception>
    public string DecodeToString(ReadOnlySpan<int> tokens) => Encoding.UTF8.GetString(Decode(tokens));

    /// <summary>The number of tokens of UTF-8 text. For many texts make one counter and keep it: it is much faster.</summary>
    public int Count(ReadOnlySpan<byte> utf8, bool addSpecialTokens = true) => CreateCounter(addSpecialTokens).Count(utf8);

    /// <summary>The number of tokens of a text.</summary>
    public int Count(string text, bool addSpecialTokens = true) => Count(Encoding.UTF8.GetBytes(text), addSpecialTokens);
}
