using System.Text;
using Accounting.Tokenization.Encodings;
using Accounting.Tokenization.Tests.Splitting;

namespace Accounting.Tokenization.Tests.BytePair;

/// <summary>
/// The encoding as its definition says: plain splitting, then joining the two neighbours whose joined text has the lowest rank, until no
/// joined text has one.
/// </summary>
internal sealed class NaiveTokenizer
{
    private readonly Dictionary<string, int> _ranks = [];
    private readonly ReferencePattern _pattern;

    public NaiveTokenizer(TokenEncoding encoding)
    {
        _pattern = ReferencePatterns.For(encoding.Name);
        for (var id = 0; id < encoding.VocabularySize; id++)
            if (TryDecode(encoding, id) is { } text) _ranks.TryAdd(text, id);
    }

    public List<int> Encode(string text) => ReferencePatterns.Split(_pattern, text).SelectMany(EncodePiece).ToList();

    private IEnumerable<int> EncodePiece(string piece)
    {
        var parts = Encoding.UTF8.GetBytes(piece).Select(value => ((char)value).ToString()).ToList();
        while (true)
        {
            var joined = parts.Zip(parts.Skip(1), (left, right) => _ranks.GetValueOrDefault(left + right, int.MaxValue)).ToList();
            if (joined.Count == 0 || joined.Min() == int.MaxValue) return parts.Select(part => _ranks[part]);
            var at = joined.IndexOf(joined.Min());
            parts[at] += parts[at + 1];
            parts.RemoveAt(at + 1);
        }
    }

    private static string? TryDecode(TokenEncoding encoding, int id)
    {
        try
        {
            return Encoding.Latin1.GetString(encoding.Decode([id]));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
