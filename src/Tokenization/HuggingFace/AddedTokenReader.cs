using System.Text;
using Accounting.Tokenization.Pipelines;
using Accounting.Tokenization.Pipelines.Vocabularies;

namespace Accounting.Tokenization.HuggingFace;

/// <summary>Reads the <c>added_tokens</c> of a tokenizer.json.</summary>
internal static class AddedTokenReader
{
    /// <summary>
    /// The added tokens with the ids that the reference gives them (<c>AddedVocabulary::add_tokens</c>): that of the vocabulary where the
    /// text is in it, else the next one behind the vocabulary. The file's own ids say the same, unless the file is odd.
    /// </summary>
    public static IReadOnlyList<AddedToken> Read(JsonPart part, TokenTable tokens)
    {
        if (!part.HasValue) return [];
        var added = new List<AddedToken>();
        var contents = new HashSet<string>(StringComparer.Ordinal);
        var highest = -1;
        foreach (var item in part.Items())
        {
            var content = item["content"].Text();
            if (content.Length == 0) continue;
            if (!contents.Add(content)) throw item.Expected($"no second token '{content}'");
            var id = tokens.Find(Encoding.UTF8.GetBytes(content));
            if (id == TokenTable.None) id = highest >= tokens.Count || tokens.Count == 0 ? highest + 1 : tokens.Count;
            if (id >= TokenizerLimits.IdEnd) throw item.Expected($"at most {TokenizerLimits.IdEnd} tokens");
            highest = Math.Max(highest, id);
            added.Add(Token(item, content, id));
        }
        return added;
    }

    private static AddedToken Token(JsonPart item, string content, int id) => new(
        id,
        content,
        item["single_word"].Flag(false),
        item["lstrip"].Flag(false),
        item["rstrip"].Flag(false),
        item["normalized"].Flag(!item["special"].Flag(false)));
}
