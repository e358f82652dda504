using System.Text;
using Accounting.Tokenization.Encodings;
using Accounting.Tokenization.Tests.Splitting;

namespace Accounting.Tokenization.Tests.BytePair;

/// <summary>The encoding as its definition says: plain splitting, then joining the two neighbours whose joined text has the lowest rank, until no joined text has one.</summary>
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
            var best = Enumerable.Range(0, parts.Count - 1).Select(i => (Rank: _ranks.GetValueOrDefault(parts[i] + parts[i + 1], int.MaxValue), At: i)).DefaultIfEmpty((int.MaxValue, 0)).Min();
            if (best.Item1 == int.MaxValue) return parts.Select(part => _ranks[part]);
            parts[best.Item2] += parts[best.Item2 + 1];
            parts.RemoveAt(best.Item2 + 1);
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
