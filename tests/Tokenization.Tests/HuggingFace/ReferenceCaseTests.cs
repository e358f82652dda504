using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Accounting.TestKit;

namespace Accounting.Tokenization.Tests.HuggingFace;

/// <summary>
/// Small tokenizers of every part, and what Rust's <c>tokenizers</c> 0.22.2 made of texts full of traps (eng/oracles/make-cases.mjs, seed 20261122). A model over bytes stands
/// for itself: its ids tell what text it got, and where that was cut.
/// </summary>
public sealed class ReferenceCaseTests
{
    private const int SecondHalf = 256;

    private static readonly Lazy<List<JsonNode>> Cases = new(Read);

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Cases.Value.Count)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Tokenizer_EachPart_GivesTheIdsAndTextsOfTheReference(int number)
    {
        var testCase = Cases.Value[number];
        var file = testCase["tokenizer"]!.DeepClone();
        if (testCase["bytes"]!.GetValue<bool>()) file["model"] = OverBytes();
        var tokenizer = TokenizerFactory.FromJson(Encoding.UTF8.GetBytes(file.ToJsonString()));
        var counter = tokenizer.CreateCounter();
        foreach (var result in testCase["results"]!.AsArray())
        {
            var text = result!["text"]!.GetValue<string>();
            var expected = result["ids"]!.AsArray().Select(id => id!.GetValue<int>()).ToArray();

            var ids = tokenizer.Encode(text);

            Assert.True(expected.SequenceEqual(ids), $"{Shown(testCase)}\ntext {JsonSerializer.Serialize(text)}\nexpected {string.Join(' ', expected)}\nbut was  {string.Join(' ', ids)}");
            Assert.Equal(expected.Length, counter.Count(Encoding.UTF8.GetBytes(text)));
            if (result["decoded"]?.GetValue<string>() is { } decoded && ids.All(id => IsDecodable(testCase, id)))
                Assert.True(decoded == tokenizer.DecodeToString(ids), $"{Shown(testCase)}\nids {string.Join(' ', ids)}\nexpected {JsonSerializer.Serialize(decoded)}\nbut was  {JsonSerializer.Serialize(tokenizer.DecodeToString(ids))}");
        }
    }

    /// <summary>Special tokens that only the post-processor names have an id and no text: the reference leaves them out, this library says so.</summary>
    private static bool IsDecodable(JsonNode testCase, int id) =>
        !testCase["bytes"]!.GetValue<bool>() || id < 2 * SecondHalf + testCase["tokenizer"]!["added_tokens"]!.AsArray().Count;

    private static string Shown(JsonNode testCase) => testCase["tokenizer"]!.ToJsonString();

    private static JsonObject OverBytes()
    {
        var vocabulary = new JsonObject();
        var other = 256;
        for (var value = 0; value < SecondHalf; value++)
        {
            var isPrintable = value is (>= 33 and <= 126) or (>= 161 and <= 172) or >= 174;
            var character = ((char)(isPrintable ? value : other++)).ToString();
            vocabulary[character] = value;
            vocabulary["##" + character] = SecondHalf + value;
        }
        return new() { ["type"] = "BPE", ["continuing_subword_prefix"] = "##", ["vocab"] = vocabulary, ["merges"] = new JsonArray() };
    }

    private static List<JsonNode> Read()
    {
        using var file = File.OpenRead(Path.Combine(Checkout.Root, "tests", "Tokenization.Tests", "Data", "reference-cases.jsonl.br"));
        using var reader = new StreamReader(new BrotliStream(file, CompressionMode.Decompress));
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
    }
}
