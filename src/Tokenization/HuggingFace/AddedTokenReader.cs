using System.Text;
using Accounting.Tokenization.Pipelines;
using Accounting.Tokenization.Pipelines.Vocabularies;

namespace Accounting.Tokenization.HuggingFace;

/// <summary>Reads the <c>added_tokens</c> of a tokenizer.json.</summary>
internal static class AddedTokenReader
{
    public static IReadOnlyList<AddedToken> Read(JsonPart part, TokenTable tokens)
    {
        if (!part.HasValue) return [];
        var added = new Dictionary<string, AddedToken>(StringComparer.Ordinal);
        var names = new Dictionary<int, string>();
        foreach (var item in part.Items())
        {
            var token = Token(item);
            if (token.Content.Length == 0) continue;
            // As the reference: of two of the same text the last one's options count.
            added[token.Content] = token;
            var known = tokens.Find(Encoding.UTF8.GetBytes(token.Content));
            if (known != TokenTable.None ? known != token.Id : tokens.Has(token.Id))
                throw item.Expected($"the id that the vocabulary has for '{token.Content}'");
            if (!names.TryAdd(token.Id, token.Content) && names[token.Id] != token.Content) throw item.Expected("an id of its own");
        }
        return [.. added.Values];
    }

    private static AddedToken Token(JsonPart item) => new(
        item["id"].Number(TokenizerLimits.IdEnd - 1),
        item["content"].Text(),
        item["single_word"].Flag(false),
        item["lstrip"].Flag(false),
        item["rstrip"].Flag(false),
        item["normalized"].Flag(!item["special"].Flag(false)));
}
