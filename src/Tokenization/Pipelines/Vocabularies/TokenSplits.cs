namespace Accounting.Tokenization.Pipelines.Vocabularies;

/// <summary>Finds all ways to cut a text into two tokens, in time linear in its length. Not thread-safe.</summary>
internal sealed class TokenSplits
{
    private readonly ByteTrie _heads = new();
    private readonly ByteTrie _tails = new();
    private int[] _headAt = [];

    public TokenSplits(TokenTable tokens)
    {
        var reversed = new byte[TokenizerLimits.TokenBytesMax];
        for (var id = 0; id < tokens.End; id++)
        {
            var text = tokens.Bytes(id);
            if (text.IsEmpty) continue;
            _heads.Add(text, id);
            text.CopyTo(reversed);
            Array.Reverse(reversed, 0, text.Length);
            _tails.Add(reversed.AsSpan(0, text.Length), id);
        }
    }

    public void Find(ReadOnlySpan<byte> text, Action<int, int> found)
    {
        if (_headAt.Length <= text.Length) _headAt = new int[text.Length + 1];
        _headAt.AsSpan(0, text.Length + 1).Fill(ByteTrie.None);
        var node = ByteTrie.Root;
        for (var end = 1; end < text.Length && (node = _heads.Step(node, text[end - 1])) != ByteTrie.None; end++)
            _headAt[end] = _heads.Value(node);
        node = ByteTrie.Root;
        for (var start = text.Length - 1; start > 0 && (node = _tails.Step(node, text[start])) != ByteTrie.None; start--)
            if (_tails.Value(node) is var tail and not ByteTrie.None && _headAt[start] != ByteTrie.None) found(_headAt[start], tail);
    }
}
