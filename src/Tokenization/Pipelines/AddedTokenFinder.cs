using System.Buffers;
using System.Text;
using Accounting.Tokenization.Regexes;

namespace Accounting.Tokenization.Pipelines;

/// <summary>
/// Finds added tokens in text: leftmost first, of those the longest, as Rust's <c>tokenizers</c> does
/// (<c>AddedVocabulary::find_matches</c>). Immutable, shared by all threads.
/// </summary>
internal sealed class AddedTokenFinder
{
    private static readonly Lazy<CodePointTable> Word = new(() => new(RustSets.Word));

    private readonly ByteTrie _trie = new();
    private readonly AddedToken[] _tokens;
    private readonly SearchValues<byte> _firstBytes;

    /// <param name="tokens">The tokens and the texts by which they are found; an empty text is never found.</param>
    public AddedTokenFinder(IReadOnlyList<(AddedToken Token, byte[] Text)> tokens)
    {
        _tokens = [.. tokens.Select(item => item.Token)];
        for (var i = 0; i < tokens.Count; i++)
            if (tokens[i].Text.Length > 0) _trie.Add(tokens[i].Text, i);
        _firstBytes = SearchValues.Create([.. tokens.Where(item => item.Text.Length > 0).Select(item => item.Text[0]).Distinct()]);
    }

    /// <summary>Adds the parts of a text in order: added tokens, and what stands between them.</summary>
    public void Split(ReadOnlySpan<byte> text, List<TextPart> parts)
    {
        var written = 0;
        for (var at = 0; TryFindNext(text, at, out var start, out var end, out var token);)
        {
            at = end;
            if (token.SingleWord && (EndsWithWord(text[..start]) || StartsWithWord(text[end..]))) continue;
            if (token.StripsLeft) start = Math.Max(written, start - SpacesAtEnd(text[..start]));
            if (token.StripsRight) end += SpacesAtStart(text[end..]);
            if (written < start) parts.Add(new(TextPart.Text, written, start));
            parts.Add(new(token.Id, start, end));
            written = end;
        }
        if (written < text.Length) parts.Add(new(TextPart.Text, written, text.Length));
    }

    private bool TryFindNext(ReadOnlySpan<byte> text, int from, out int start, out int end, out AddedToken token)
    {
        for (start = from; text[start..].IndexOfAny(_firstBytes) is var next and >= 0; start++)
        {
            start += next;
            var found = _trie.Longest(text[start..], out var length);
            if (found == ByteTrie.None) continue;
            end = start + length;
            token = _tokens[found];
            return true;
        }
        (end, token) = (0, null!);
        return false;
    }

    private static bool EndsWithWord(ReadOnlySpan<byte> text) =>
        Rune.DecodeLastFromUtf8(text, out var rune, out _) == OperationStatus.Done && Word.Value.Contains(rune.Value);

    private static bool StartsWithWord(ReadOnlySpan<byte> text) =>
        Rune.DecodeFromUtf8(text, out var rune, out _) == OperationStatus.Done && Word.Value.Contains(rune.Value);

    private static int SpacesAtEnd(ReadOnlySpan<byte> text)
    {
        var rest = text;
        while (Rune.DecodeLastFromUtf8(rest, out var rune, out var length) == OperationStatus.Done
            && Rune.IsWhiteSpace(rune)) rest = rest[..^length];
        return text.Length - rest.Length;
    }

    private static int SpacesAtStart(ReadOnlySpan<byte> text)
    {
        var rest = text;
        while (Rune.DecodeFromUtf8(rest, out var rune, out var length) == OperationStatus.Done
            && Rune.IsWhiteSpace(rune)) rest = rest[length..];
        return text.Length - rest.Length;
    }
}
