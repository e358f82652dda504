using System.Globalization;
using System.Text;

namespace Accounting.Tokenization.Tests.HuggingFace;

/// <summary>Texts of words, blanks, punctuation, numbers, scripts, special tokens and odd characters in one.</summary>
internal sealed class OracleTexts(int seed, bool isPlain)
{
    private static readonly string[] Words =
        "the of and to in is that for it with was his they which one you were all her she there would their Hello, I'm don't it's we'll they've you'd CAN'T It'S return(x) {\"key\": 1} i++ ==".Split(' ');

    private static readonly string[] Blanks =
        [" ", "  ", "   ", "\n", "\n\n", "\r\n", "\t", " \n", "\u00a0", "\u3000", "\u2028", "\u0085", "\u001c", "\ufeff", "\u200b", "\u200d"];

    private static readonly string[] Odd =
    [
        "<s>", "</s>", "<unk>", "<|endoftext|>", "<|im_start|>", "<|eot_id|>", "<bos>", "<pad>", "<EOT>", "[MASK]", "[CLS]", "<｜begin▁of▁sentence｜>", "▁", "<0x0A>", " <mask> ",
        "'s", "'ſx", "'T", "'RE", "e\u0301", "ﬁ", "ß", "İ", "Σας", "ΑΣ", "①", "²", "½", "Ⅷ", "𝟘", "👩‍👩‍👧", "🇩🇪", "한글", "\U000107a0",
    ];

    private static readonly (int First, int Last)[] Scripts =
    [
        (0xC0, 0x24F), (0x370, 0x3FF), (0x400, 0x4FF), (0x590, 0x5FF), (0x600, 0x6FF), (0x900, 0x97F), (0xE00, 0xE7F), (0x1100, 0x11FF), (0x3040, 0x30FF), (0x4E00, 0x9FFF),
        (0xAC00, 0xD7A3), (0x1F300, 0x1F6FF), (0x2000, 0x206F), (0x300, 0x36F), (0xFF00, 0xFFEF), (0xFB00, 0xFB4F), (0x1E00, 0x1EFF), (0x10400, 0x1044F), (0x1D400, 0x1D7FF),
        (0xF900, 0xFAFF), (0x20000, 0x2A6DF), (1, 0x10FFFF),
    ];

    private static readonly (int First, int Last)[] PlainScripts = [(0xE0, 0xF6), (0x3B1, 0x3C1), (0x410, 0x44F), (0x5D0, 0x5EA), (0x4E00, 0x9FA5), (0xAC00, 0xD7A3)];

    private readonly Random _random = new(seed);

    public IEnumerable<string> Take(int count) => Enumerable.Range(0, count).Select(_ => Next());

    private string Next()
    {
        var text = new StringBuilder();
        var pieces = _random.Next(_random.Next(30) == 0 ? 300 : 12);
        for (var i = 0; i < pieces; i++) text.Append(Piece()).Append(_random.Next(2) == 0 ? " " : "");
        return text.ToString();
    }

    private string Piece() => _random.Next(isPlain ? 15 : 20) switch
    {
        < 7 => Words[_random.Next(Words.Length)],
        < 9 => isPlain ? " " : string.Concat(Enumerable.Repeat(Blanks[_random.Next(Blanks.Length)], 1 + _random.Next(3))),
        < 11 => string.Concat(Enumerable.Range(0, 1 + _random.Next(4)).Select(_ => (char)_random.Next('!', 0x7F))),
        11 => _random.NextInt64(1L << _random.Next(1, 40)).ToString(CultureInfo.InvariantCulture),
        < 15 => Script(isPlain ? PlainScripts : Scripts),
        < 18 => Script(Scripts),
        18 => new string((char)_random.Next(1, 0x7F), _random.Next(1, 200)),
        _ => Odd[_random.Next(Odd.Length)],
    };

    private string Script((int First, int Last)[] scripts)
    {
        var (first, last) = scripts[_random.Next(scripts.Length)];
        return string.Concat(Enumerable.Range(0, 1 + _random.Next(8)).Select(_ => CodePoint(first, last)));
    }

    private string CodePoint(int first, int last) =>
        _random.Next(first, last + 1) is var code && Rune.IsValid(code) ? char.ConvertFromUtf32(code) : "\ufffd";
}
