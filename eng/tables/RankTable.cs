using System.Globalization;
using System.Text.Json;

namespace MakeTables;

/// <summary>
/// A byte-pair vocabulary by rank, read from the packed form of npm <c>tiktoken</c>: lines of <c>! FIRST_RANK BASE64 BASE64 …</c>.
/// </summary>
internal sealed class RankTable
{
    private readonly Dictionary<string, int> _ranks = [];

    private RankTable(SortedDictionary<int, byte[]> tokens)
    {
        Tokens = tokens;
        foreach (var (rank, bytes) in tokens) _ranks.Add(Key(bytes), rank);
    }

    public SortedDictionary<int, byte[]> Tokens { get; }

    public static RankTable Read(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        var tokens = new SortedDictionary<int, byte[]>();
        foreach (var line in json.RootElement.GetProperty("bpe_ranks").GetString()!.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var fields = line.Split(' ');
            var rank = int.Parse(fields[1], CultureInfo.InvariantCulture);
            foreach (var field in fields.AsSpan(2)) tokens.Add(rank++, Convert.FromBase64String(field));
        }
        return new(tokens);
    }

    /// <summary>
    /// The two tokens that a longer one is merged from last, when byte-pair encoding with only the lower ranks is run on its bytes.
    /// </summary>
    public (int Left, int Right) Split(int rank)
    {
        var parts = Array.ConvertAll(Tokens[rank], value => new[] { value }).ToList();
        while (parts.Count > 2)
        {
            var (best, at) = (rank, -1);
            for (var i = 0; i + 1 < parts.Count; i++)
                if (_ranks.TryGetValue(Key([.. parts[i], .. parts[i + 1]]), out var found) && found < best)
                    (best, at) = (found, i);
            if (at < 0) throw new InvalidDataException($"Token {rank} cannot be reached by merges of lower ranks.");
            parts[at] = [.. parts[at], .. parts[at + 1]];
            parts.RemoveAt(at + 1);
        }
        var (left, right) = (_ranks[Key(parts[0])], _ranks[Key(parts[1])]);
        return left < rank && right < rank ? (left, right) : throw new InvalidDataException($"Token {rank} is made of a higher rank.");
    }

    private static string Key(byte[] bytes) => System.Text.Encoding.Latin1.GetString(bytes);
}
