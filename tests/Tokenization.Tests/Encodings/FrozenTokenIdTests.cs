using System.Text;
using System.Text.Json;
using Accounting.TestKit;
using Accounting.Tokenization.Encodings;

namespace Accounting.Tokenization.Tests.Encodings;

/// <summary>
/// Ids that npm tiktoken 1.0.22 gave for texts full of traps, one JSON object a line; for claude after <c>normalize("NFKC")</c>, as npm
/// @anthropic-ai/tokenizer does.
/// </summary>
public class FrozenTokenIdTests
{
    private static readonly string[] Lines =
        File.ReadAllLines(Path.Combine(Checkout.Root, "tests", "Tokenization.Tests", "Data", "token-ids.jsonl"));

    [Theory]
    [InlineData("o200k_base", "o200k_base")]
    [InlineData("o200k_harmony", "o200k_base")]
    [InlineData("cl100k_base", "cl100k_base")]
    [InlineData("p50k_base", "p50k_base")]
    [InlineData("p50k_edit", "p50k_edit")]
    [InlineData("r50k_base", "r50k_base")]
    [InlineData("claude", "claude")]
    public void Encode_TextsWithTraps_GivesTheIdsOfTiktoken(string encodingName, string column)
    {
        var encoding = TokenEncoding.Get(encodingName);
        var counter = encoding.CreateCounter();
        Assert.True(Lines.Length >= 200);
        foreach (var line in Lines)
        {
            using var json = JsonDocument.Parse(line);
            var utf8 = Encoding.UTF8.GetBytes(json.RootElement.GetProperty("text").GetString()!);
            var expected = json.RootElement.GetProperty(column).EnumerateArray().Select(id => id.GetInt32()).ToList();
            var actual = new List<int>();
            encoding.Encode(utf8, actual);
            Assert.True(expected.SequenceEqual(actual), $"{line[..Math.Min(line.Length, 120)]}: got {string.Join(',', actual)}");
            Assert.Equal(expected.Count, counter.Count(utf8));
        }
    }
}
