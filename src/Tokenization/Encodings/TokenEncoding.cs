using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Accounting.Tokenization.BytePair;
using Accounting.Tokenization.Normalization;
using Accounting.Tokenization.Splitting;

namespace Accounting.Tokenization.Encodings;

/// <summary>
/// A tokenizer: text to token ids and back, exactly as OpenAI's tiktoken does it (and npm <c>@anthropic-ai/tokenizer</c> for
/// <c>claude</c>), special tokens in text taken as ordinary
/// text. Immutable and thread-safe; its tables are loaded once per process, when first used.
/// </summary>
public sealed class TokenEncoding
{
    private static readonly Dictionary<string, Lazy<TokenEncoding>> ByName =
        EncodingDefinition.All.ToDictionary(definition => definition.Name, definition => new Lazy<TokenEncoding>(() => new(definition)));

    private readonly EncodingDefinition _definition;
    private readonly Vocabulary _vocabulary;

    private TokenEncoding(EncodingDefinition definition)
    {
        _definition = definition;
        _vocabulary = definition.Vocabulary.Value;
        VocabularySize = Math.Max(_vocabulary.End, definition.SpecialTokens.Keys.Max() + 1);
    }

    /// <summary>The names that <see cref="Get"/> knows.</summary>
    public static IReadOnlyList<string> Names { get; } = EncodingDefinition.All.Select(definition => definition.Name).ToArray();

    public string Name => _definition.Name;

    /// <summary>
    /// One more than the highest id, special tokens included (tiktoken's <c>n_vocab</c>). Not every id below it has a token.
    /// </summary>
    public int VocabularySize { get; }

    /// <exception cref="ArgumentException">No such encoding; the message names the known ones.</exception>
    public static TokenEncoding Get(string name) => TryGet(name, out var encoding)
        ? encoding
        : throw new ArgumentException($"There is no encoding '{name}'; the known ones are {string.Join(", ", Names)}.", nameof(name));

    public static bool TryGet(string name, [NotNullWhen(true)] out TokenEncoding? encoding)
    {
        encoding = ByName.TryGetValue(name, out var known) ? known.Value : null;
        return encoding is not null;
    }

    /// <summary>A counter for one thread: it has caches of its own of at most 16 MB.</summary>
    /// <param name="guard">May stop a count that takes too long; null: nothing does.</param>
    public TokenCounter CreateCounter(CountingGuard? guard = null) => CreateCounter(ForcedWay.Way, guard);

    internal TokenCounter CreateCounter(CountingWay way, CountingGuard? guard = null)
    {
        var counter = _definition.Pattern.CreateCounter(Name, _vocabulary, way, guard);
        return _definition.Nfkc ? new NfkcCounter(counter, guard) : counter;
    }

    /// <summary>Adds the token ids of UTF-8 text to a list. Each maximal invalid byte sequence is encoded as U+FFFD.</summary>
    public void Encode(ReadOnlySpan<byte> utf8, List<int> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        var merger = new BytePairMerger(_vocabulary);
        var text = new Utf8Repair().Valid(utf8);
        if (_definition.Nfkc) text = new Nfkc().Normalize(text);
        for (int start = 0, end; start < text.Length; start = end)
        {
            end = _definition.Pattern.PieceEnd(text, start);
            tokens.AddRange(merger.Encode(text[start..end]));
        }
    }

    /// <summary>The bytes of the tokens, one after the other: valid UTF-8 only where they do not cut a character. A special token gives its
    /// name. <c>claude</c> gives the
    /// text in normalization form KC, in which it was encoded.</summary>
    /// <exception cref="ArgumentException">An id that no token has; the message names it and its place.</exception>
    public byte[] Decode(ReadOnlySpan<int> tokens)
    {
        var bytes = new ArrayBufferWriter<byte>();
        for (var i = 0; i < tokens.Length; i++)
        {
            var text = _vocabulary.Bytes(tokens[i]);
            if (!text.IsEmpty) bytes.Write(text);
            else if (_definition.SpecialTokens.TryGetValue(tokens[i], out var special)) bytes.Write(Encoding.UTF8.GetBytes(special));
            else throw NoToken(tokens[i], i);
        }
        return bytes.WrittenSpan.ToArray();
    }

    private ArgumentException NoToken(int token, int index) =>
        new($"{Name} has no token {token} (at index {index}); its ids are below {VocabularySize}.");
}
