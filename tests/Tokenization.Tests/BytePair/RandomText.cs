using System.Text;
using Accounting.Tokenization.Encodings;

namespace Accounting.Tokenization.Tests.BytePair;

/// <summary>Texts that reach different parts of a tokenizer, each kind in its own way.</summary>
internal static class RandomText
{
    public const int Kinds = 4;

    private static readonly string[] Tricky =
        ["'", "'s", "'ſ", "'RE", "’", "\n", "\r\n", " ", "  ", "\t", "\u00a0", "\u3000", "/", "!", "é", "ǅ", "ʰ", "中", "한", "\u0301", "12",
            "½", "𝟘", "𞤀", "😀", "ABC", "abc", "Hello", " the"];

    public static byte[] Next(Random random, TokenEncoding encoding, int kind)
    {
        var length = 1 + random.Next(random.Next(8) == 0 ? 90 : 16);
        return kind switch
        {
            0 => Bytes(random, length),
            1 => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, length).Select(_ => CodePoint(random)))),
            2 => Enumerable.Range(0, length).SelectMany(_ => Token(random, encoding)).ToArray(),
            _ => Enumerable.Range(0, length).SelectMany(_ => Mixed(random, encoding)).ToArray(),
        };
    }

    private static byte[] Bytes(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    private static string CodePoint(Random random)
    {
        var below = random.Next(4) switch { 0 => 0x80, 1 => 0x800, 2 => 0x10000, _ => 0x110000 };
        var code = random.Next(below);
        return Rune.IsValid(code) ? char.ConvertFromUtf32(code) : "\ufffd";
    }

    // Ids below every vocabulary's first gap; Claude's longest tokens are spaces.
    private static byte[] Token(Random random, TokenEncoding encoding) => encoding.Decode([random.Next(50_000)]);

    private static byte[] Mixed(Random random, TokenEncoding encoding) => random.Next(8) switch
    {
        0 => Bytes(random, 1),
        1 => Encoding.UTF8.GetBytes(CodePoint(random)),
        2 or 3 => Token(random, encoding),
        _ => Encoding.UTF8.GetBytes(Tricky[random.Next(Tricky.Length)]),
    };
}
