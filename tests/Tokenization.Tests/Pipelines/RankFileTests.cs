using System.Text;
using Accounting.Tokenization.Encodings;
using Accounting.Tokenization.Tests.BytePair;

namespace Accounting.Tokenization.Tests.Pipelines;

/// <summary>A rank file that is made of an encoding gives that encoding's ids.</summary>
public sealed class RankFileTests
{
    private const string Gpt2Pattern = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";
    private const string Cl100kPattern = @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";
    private const int Seed = 7, Texts = 1500;

    [Theory]
    [InlineData("r50k_base", Gpt2Pattern, 50256)]
    [InlineData("cl100k_base", Cl100kPattern, 100256)]
    [InlineData("cl100k_base", "(?:" + Cl100kPattern + ")", 100256)]
    public void Encode_FileOfAnEncoding_GivesItsIds(string name, string pattern, int tokens)
    {
        var encoding = TokenEncoding.Get(name);
        var tokenizer = TokenizerFactory.FromTiktoken(FileOf(encoding, tokens), pattern, new Dictionary<string, int> { ["<|endoftext|>"] = tokens + 1 });
        var random = new Random(Seed);
        for (var i = 0; i < Texts; i++)
        {
            var text = RandomText.Next(random, encoding, i % RandomText.Kinds);
            var (expected, ids) = (new List<int>(), new List<int>());
            encoding.Encode(text, expected);
            tokenizer.Encode(text, ids);
            Assert.True(expected.SequenceEqual(ids), $"seed {Seed}, text {i}: {Convert.ToHexString(text)}");
            Assert.Equal(encoding.Decode([.. ids]), tokenizer.Decode([.. ids]));
        }
        Assert.Equal("<|endoftext|>", tokenizer.DecodeToString([tokens + 1]));
    }

    [Theory]
    [InlineData("IQ== x\n", "Line 1")]
    [InlineData("IQ==\n", "Line 1")]
    [InlineData("%%% 1\n", "Line 1")]
    [InlineData("IQ== 0\nIQ== 1\n", "stands twice")]
    [InlineData("IQ== 0\n", "no token for the byte 0")]
    [InlineData("IQ== -1\n", "id -1")]
    public void Read_DamagedFile_SaysWhere(string file, string message)
    {
        var refused = Assert.Throws<InvalidDataException>(() => TokenizerFactory.FromTiktoken(Encoding.ASCII.GetBytes(file), Gpt2Pattern));

        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    private static byte[] FileOf(TokenEncoding encoding, int tokens)
    {
        var file = new StringBuilder();
        for (var id = 0; id < tokens; id++) file.Append(System.Globalization.CultureInfo.InvariantCulture, $"{Convert.ToBase64String(encoding.Decode([id]))} {id}\n");
        return Encoding.ASCII.GetBytes(file.ToString());
    }
}
