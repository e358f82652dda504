using System.Runtime.Intrinsics;
using System.Text;

namespace Accounting.Generator;

/// <summary>
/// Words with Zipf's frequencies: English ones first, then words made up of syllables. A word is drawn in constant time (Walker's alias
/// method)
/// and lies in 16 bytes, with a space before it.
/// </summary>
internal sealed class Vocabulary
{
    public const int Words = 30_000;
    private const int Slot = 16;
    private const double ZipfShift = 2.7;

    private static readonly string[] Starts =
        "b br c ch cl cr d dr f fl fr g gl gr h j k l m n p ph pl pr qu r s sc sh sl sp st str t th tr v w".Split(' ');
    private static readonly string[] Vowels = "a e i o u ai ea ee ie io ou oo y".Split(' ');
    private static readonly string[] Ends =
        "b ck ct d ft g l ld ll m mp n nd ng nt p r rd rm rn rt s ss st t th x ance ent ing ion ity ive less ly ment ness ous tion"
            .Split(' ').Concat(new string[14]).ToArray();

    private readonly byte[] _text = new byte[Words * Slot];
    private readonly byte[] _length = new byte[Words];
    private readonly uint[] _threshold = new uint[Words];
    private readonly ushort[] _alias = new ushort[Words];

    public Vocabulary(Chance chance)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var count = 0;
        foreach (var word in EnglishWords.All())
            if (word.Length < Slot && seen.Add(word)) Set(count++, word);
        while (count < Words)
            if (MakeUp(chance) is { Length: < Slot } word && seen.Add(word)) Set(count++, word);
        BuildAlias();
    }

    /// <summary>Adds a word with the space before it.</summary>
    public void AddWord(Output output, ulong random)
    {
        var index = Draw(random);
        output.AddWord(Vector128.Create(_text, index * Slot), _length[index]);
    }

    /// <summary>Adds a word without the space.</summary>
    public void AddBare(Output output, ulong random)
    {
        var index = Draw(random);
        output.Add(_text.AsSpan((index * Slot) + 1, _length[index] - 1));
    }

    /// <summary>A word that follows the rules of the language, and perhaps has never been written before.</summary>
    public static string MakeUp(Chance chance)
    {
        var word = new StringBuilder();
        for (var syllables = chance.Between(1, 2); syllables > 0; syllables--)
            word.Append(Starts[chance.Below(Starts.Length)]).Append(Vowels[chance.Below(Vowels.Length)]);
        return word.Append(Ends[chance.Below(Ends.Length)]).ToString();
    }

    private int Draw(ulong random)
    {
        var index = (int)(((random >> 32) * Words) >> 32);
        return (random & uint.MaxValue) <= _threshold[index] ? index : _alias[index];
    }

    private void Set(int index, string word)
    {
        _length[index] = (byte)Encoding.ASCII.GetBytes(" " + word, _text.AsSpan(index * Slot));
    }

    private void BuildAlias()
    {
        var weights = new double[Words];
        for (var i = 0; i < Words; i++) weights[i] = 1 / (i + ZipfShift);
        var scale = Words / weights.Sum();
        var small = new Stack<int>();
        var large = new Stack<int>();
        for (var i = 0; i < Words; i++) ((weights[i] *= scale) < 1 ? small : large).Push(i);
        Array.Fill(_threshold, uint.MaxValue);
        while (small.Count > 0 && large.Count > 0)
        {
            var (low, high) = (small.Pop(), large.Pop());
            _threshold[low] = (uint)(weights[low] * uint.MaxValue);
            _alias[low] = (ushort)high;
            weights[high] -= 1 - weights[low];
            (weights[high] < 1 ? small : large).Push(high);
        }
    }
}
