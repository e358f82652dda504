using System.Text;
using Accounting.Tokenization.Encodings;

namespace Accounting.Counting;

/// <summary>
/// Words of one script, made of tokens of o200k_base: some are one token, some are several. Drawn with Zipf's frequencies, so that a few make most of a text and new ones keep
/// coming.
/// </summary>
internal sealed class Words
{
    private const int Distinct = 30_000;

    private readonly string[] _words;
    private readonly double[] _cumulated = new double[Distinct];

    /// <param name="first">The first code point of the script's range.</param>
    /// <param name="last">The last one.</param>
    /// <param name="random">Which words there are.</param>
    public Words(int first, int last, Random random)
    {
        var parts = Parts(first, last);
        var starts = parts.Where(part => part[0] == ' ').Select(part => part[1..]).DefaultIfEmpty(parts[0].Trim()).ToArray();
        var ends = parts.Where(part => part[0] != ' ').ToArray();
        _words = Enumerable.Range(0, Distinct).Select(rank => Word(starts, ends, rank, random)).ToArray();
        var sum = 0.0;
        for (var rank = 0; rank < Distinct; rank++) _cumulated[rank] = sum += 1.0 / (rank + 3);
    }

    public string Next(Random random)
    {
        var at = Array.BinarySearch(_cumulated, random.NextDouble() * _cumulated[^1]);
        return _words[Math.Min(at < 0 ? ~at : at, Distinct - 1)];
    }

    // Frequent words are short: nearly all of them one token.
    private static string Word(string[] starts, string[] ends, int rank, Random random)
    {
        var word = new StringBuilder(starts[Math.Min(random.Next(starts.Length), random.Next(Math.Min(starts.Length, 200 + rank)))]);
        while (random.Next(Distinct + 10_000) < rank) word.Append(ends[random.Next(ends.Length)]);
        return word.ToString();
    }

    private static List<string> Parts(int first, int last)
    {
        var encoding = TokenEncoding.Get("o200k_base");
        var parts = new List<string>();
        for (var token = 0; token < 199_998; token++)
        {
            var text = Encoding.UTF8.GetString(encoding.Decode([token]));
            var word = text.TrimStart(' ');
            if (word.Length > 0 && text.Length - word.Length < 2 && word.All(unit => unit >= first && unit <= last && (char.IsLetter(unit) || unit > 0x2FF))) parts.Add(text);
        }
        return parts;
    }
}
