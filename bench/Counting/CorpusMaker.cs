using System.Globalization;
using System.Text;

namespace Accounting.Counting;

/// <summary>Makes corpora: the same seed gives the same documents on every machine.</summary>
internal sealed class CorpusMaker(int megabytes, int seed)
{
    private const int BytesPerMegabyte = 1_000_000;

    // Greek, Cyrillic, Hebrew, Arabic, Devanagari, Thai, Han, Hangul; the words of Thai and Han stand without spaces.
    private static readonly (int First, int Last, string Space)[] Scripts =
    [
        (0x370, 0x3FF, " "), (0x400, 0x4FF, " "), (0x590, 0x5FF, " "), (0x600, 0x6FF, " "), (0x900, 0x97F, " "),
        (0xE00, 0xE7F, ""), (0x4E00, 0x9FFF, ""), (0xAC00, 0xD7A3, " "),
    ];

    private readonly Words _english = new('A', 'z', new(seed));
    private readonly Words[] _scripts = Scripts.Select((script, index) => new Words(script.First, script.Last, new(seed + index))).ToArray();

    public IEnumerable<Corpus> All() =>
    [
        Make("chats", (text, random) => Chat(text, random)),
        Make("english", (text, random) => Prose(text, random, _english, " ", 400)),
        Make("code", (text, random) => Code(text, random, 80)),
        Make("multilingual", (text, random) =>
        {
            var script = random.Next(Scripts.Length);
            Prose(text, random, _scripts[script], Scripts[script].Space, 150);
        }),
        Make("adversarial", Attack),
    ];

    private Corpus Make(string name, Action<StringBuilder, Random> write)
    {
        var random = new Random(seed);
        var (bytes, documents) = (new MemoryStream(), new List<Range>());
        while (bytes.Length < (long)megabytes * BytesPerMegabyte)
        {
            var text = new StringBuilder();
            write(text, random);
            var start = (int)bytes.Length;
            bytes.Write(Encoding.UTF8.GetBytes(text.ToString()));
            documents.Add(start..(int)bytes.Length);
        }
        return new(name, bytes.ToArray(), documents);
    }

    private void Chat(StringBuilder text, Random random)
    {
        Prose(text, random, _english, " ", 10 + random.Next(120));
        if (random.Next(4) == 0)
        {
            text.Append("\n\n```\n");
            Code(text, random, 1 + random.Next(15));
            text.Append("```\n");
        }
        if (random.Next(20) == 0) Prose(text, random, _scripts[random.Next(Scripts.Length)], " ", 20);
    }

    private static void Prose(StringBuilder text, Random random, Words words, string space, int count)
    {
        var startsSentence = true;
        for (var i = 0; i < count; i++)
        {
            var word = words.Next(random);
            text.Append(startsSentence ? char.ToUpperInvariant(word[0]) + word[1..] : word);
            startsSentence = random.Next(12) == 0;
            text.Append(random.Next(60) switch
            {
                0 => ".\n\n",
                1 => string.Create(CultureInfo.InvariantCulture, $" {random.Next(3000)}{space}"),
                2 => "'s ",
                < 6 => "," + space,
                _ => startsSentence ? "." + space : space,
            });
        }
    }

    private void Code(StringBuilder text, Random random, int lines)
    {
        for (var i = 0; i < lines; i++)
        {
            text.Append(' ', 4 * random.Next(5));
            var (name, other, third) = (_english.Next(random), _english.Next(random), _english.Next(random));
            text.Append(random.Next(6) switch
            {
                0 => $"def {name}_{other}(self, {third}=None):",
                1 => $"if ({name}.{other} != {random.Next(100)}) {{",
                2 => $"{name} = {other}[\"{third}\"] + {random.Next(100_000)};",
                3 => $"// {name} {other} {third}",
                4 => "}",
                _ => $"return self.{name}({other}, {third});",
            }).Append('\n');
        }
    }

    private static void Attack(StringBuilder text, Random random)
    {
        var (kind, length) = (random.Next(7), 300 + random.Next(2700));
        var unit = (string[])["a", " ", "=", "\n", "é", "中", "ab", "==-"];
        var repeated = unit[random.Next(unit.Length)];
        while (text.Length < length)
            text.Append(kind switch
            {
                0 => ((char)random.Next('a', 'z' + 1)).ToString(),
                1 => repeated,
                2 => Convert.ToBase64String(BitConverter.GetBytes(random.NextInt64()))[..8],
                3 => random.NextInt64().ToString("x", CultureInfo.InvariantCulture),
                4 => new Rune(random.Next(0xE000, 0x110000)).ToString(),
                5 => ((char)random.Next(32, 127)).ToString(),
                _ => " " + new string(random.GetItems("abcdefghijklmnopqrstuvwxyz".AsSpan(), 3 + random.Next(12))),
            });
    }
}
