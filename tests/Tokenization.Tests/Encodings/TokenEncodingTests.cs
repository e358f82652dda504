using System.Text;
using Accounting.Tokenization.Encodings;

namespace Accounting.Tokenization.Tests.Encodings;

public class TokenEncodingTests
{
    [Theory]
    [InlineData("o200k_base", 200019, 199999, "<|endoftext|>")]
    [InlineData("o200k_base", 200019, 200018, "<|endofprompt|>")]
    [InlineData("o200k_harmony", 201088, 199998, "<|startoftext|>")]
    [InlineData("o200k_harmony", 201088, 200002, "<|return|>")]
    [InlineData("o200k_harmony", 201088, 200008, "<|message|>")]
    [InlineData("o200k_harmony", 201088, 200012, "<|call|>")]
    [InlineData("o200k_harmony", 201088, 200018, "<|endofprompt|>")]
    [InlineData("o200k_harmony", 201088, 200004, "<|reserved_200004|>")]
    [InlineData("o200k_harmony", 201088, 201087, "<|reserved_201087|>")]
    [InlineData("cl100k_base", 100277, 100257, "<|endoftext|>")]
    [InlineData("cl100k_base", 100277, 100276, "<|endofprompt|>")]
    [InlineData("p50k_base", 50281, 50256, "<|endoftext|>")]
    [InlineData("p50k_base", 50281, 50257, "  ")]
    [InlineData("p50k_edit", 50284, 50283, "<|fim_suffix|>")]
    [InlineData("r50k_base", 50257, 50256, "<|endoftext|>")]
    [InlineData("claude", 65000, 0, "<EOT>")]
    public void Decode_SpecialAndLastTokens_GiveTheirText(string name, int size, int token, string text)
    {
        var encoding = TokenEncoding.Get(name);
        Assert.Equal(size, encoding.VocabularySize);
        Assert.Equal(text, Encoding.UTF8.GetString(encoding.Decode([token])));
    }

    [Theory]
    [InlineData("o200k_base", 199998)]
    [InlineData("o200k_base", 200019)]
    [InlineData("cl100k_base", 100256)]
    [InlineData("r50k_base", 50257)]
    [InlineData("p50k_base", -1)]
    [InlineData("claude", int.MaxValue)]
    public void Decode_UnknownId_NamesIt(string name, int token) =>
        Assert.Contains(
            $"no token {token} (at index 1)",
            Assert.Throws<ArgumentException>(() => TokenEncoding.Get(name).Decode([100, token])).Message);

    [Theory]
    [InlineData("<|endoftext|>", "cl100k_base")]
    [InlineData("<|endoftext|>", "o200k_harmony")]
    [InlineData("<|start|>", "o200k_harmony")]
    [InlineData("<EOT>", "claude")]
    public void Encode_SpecialTokenInText_IsOrdinaryText(string text, string name)
    {
        var tokens = new List<int>();
        TokenEncoding.Get(name).Encode(Encoding.UTF8.GetBytes(text), tokens);
        Assert.True(tokens.Count > 2);
    }

    // The number of U+FFFD that stands for the bytes (Unicode 16, 3.9: maximal subparts).
    [Theory]
    [InlineData(new byte[] { 0x80 }, 1)]
    [InlineData(new byte[] { 0xC3 }, 1)]
    [InlineData(new byte[] { 0xE2, 0x82 }, 1)]
    [InlineData(new byte[] { 0xF0, 0x9F, 0x98 }, 1)]
    [InlineData(new byte[] { 0xC0, 0xAF }, 2)]
    [InlineData(new byte[] { 0xE0, 0x80, 0xAF }, 3)]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 }, 3)]
    [InlineData(new byte[] { 0xF4, 0x91, 0x92, 0x93 }, 4)]
    [InlineData(new byte[] { 0xF0, 0x80, 0x80, 0x41 }, 3)]
    [InlineData(new byte[] { 0xE1, 0x80, 0xE2, 0xF0, 0x91, 0x92, 0xF1, 0xBF }, 4)]
    public void Encode_InvalidUtf8_CountsEachMaximalSequenceAsOneReplacement(byte[] invalid, int replacements)
    {
        var encoding = TokenEncoding.Get("cl100k_base");
        byte[] text = [(byte)'a', .. invalid, (byte)'b'];
        var tail = invalid[^1] == 0x41 ? "A" : "";
        var repaired = "a" + new string('\ufffd', replacements) + tail + "b";
        List<int> actual = [], expected = [];
        encoding.Encode(text, actual);
        encoding.Encode(Encoding.UTF8.GetBytes(repaired), expected);
        Assert.Equal(expected, actual);
        Assert.Equal(expected.Count, encoding.CreateCounter().Count(text));
    }

    [Fact]
    public void CreateCounter_ManyThreads_CountTheSame()
    {
        var text = Encoding.UTF8.GetBytes(string.Join(' ', Enumerable.Range(0, 2000).Select(i => $"word{i} сло́во{i}")));
        var expected = TokenEncoding.Get("o200k_base").CreateCounter().Count(text);
        var counts = new int[8];
        Parallel.For(0, counts.Length, i => counts[i] = TokenEncoding.Get("o200k_base").CreateCounter().Count(text));
        Assert.All(counts, count => Assert.Equal(expected, count));
    }
}
