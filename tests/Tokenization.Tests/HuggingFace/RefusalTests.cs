using System.Text;

namespace Accounting.Tokenization.Tests.HuggingFace;

/// <summary>What is damaged, hostile or not supported is refused, and its name is told.</summary>
public sealed class RefusalTests
{
    private const string Bpe = """{"type":"BPE","vocab":{"a":0,"b":1,"ab":2},"merges":[["a","b"]]}""";

    [Theory]
    [InlineData("""{"type":"Magic"}""", "the normalizer 'Magic' is not supported")]
    [InlineData("""{"type":"Replace","pattern":{"Regex":"\\p{Greek}"},"content":""}""", "\\p{Greek}")]
    [InlineData("""{"type":"Replace","pattern":{"Regex":"(?<name>a)"},"content":""}""", "(?")]
    [InlineData("""{"type":"Replace","pattern":{"Regex":"(a)\\1"},"content":""}""", "\\1")]
    [InlineData("""{"type":"Replace","pattern":{"Regex":"(?i:ß)"},"content":""}""", "without regard to case")]
    [InlineData("""{"type":"Replace","pattern":{"Regex":"(?i:stop)"},"content":""}""", "'st' without regard to case")]
    [InlineData("""{"type":"Replace","pattern":{"Regex":"a*"},"content":""}""", "a match that may be empty")]
    [InlineData("""{"type":"Replace","pattern":{"Regex":"(?:a?)*b"},"content":""}""", "a repeated group that may be empty")]
    [InlineData("""{"type":"Replace","pattern":{"Regex":"(?<=ab)c"},"content":""}""", "looking behind at more than one character")]
    [InlineData("""{"type":"Replace","pattern":{"Regex":"[[:alpha:]]"},"content":""}""", "a POSIX bracket")]
    [InlineData("""{"type":"Replace","pattern":{"Regex":"a{1,2000}"},"content":""}""", "more than 1000 repetitions")]
    [InlineData("""{"type":"Replace","pattern":{"Regex":"\\xe9"},"content":""}""", "half a character")]
    public void Normalizer_NotSupported_IsNamed(string normalizer, string message)
    {
        var refused = Assert.Throws<NotSupportedException>(() => TokenizerFactory.FromJson(TokenizerFile.Of(Bpe, $"\"normalizer\":{normalizer}")));

        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"pre_tokenizer\":{\"type\":\"UnicodeScripts\"}", "the pre-tokenizer 'UnicodeScripts'")]
    [InlineData("\"pre_tokenizer\":{\"type\":\"Sequence\",\"pretokenizers\":[{\"type\":\"WhitespaceSplit\"},{\"type\":\"Metaspace\",\"replacement\":\"▁\",\"prepend_scheme\":\"first\"}]}", "prepend_scheme 'first'")]
    [InlineData("\"post_processor\":{\"type\":\"Magic\"}", "the post-processor 'Magic'")]
    [InlineData("\"decoder\":{\"type\":\"CTC\"}", "the decoder 'CTC'")]
    [InlineData("\"post_processor\":{\"type\":\"TemplateProcessing\",\"single\":[],\"special_tokens\":{}}", "a template that holds the text 0 times")]
    public void Component_NotSupported_IsNamed(string member, string message)
    {
        var refused = Assert.Throws<NotSupportedException>(() => TokenizerFactory.FromJson(TokenizerFile.Of(Bpe, member)));

        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"Magic"}""", "the model 'Magic'")]
    [InlineData("""{"type":"BPE","dropout":0.1,"vocab":{"a":0},"merges":[]}""", "dropout")]
    public void Model_NotSupported_IsNamed(string model, string message)
    {
        var refused = Assert.Throws<NotSupportedException>(() => TokenizerFactory.FromJson(TokenizerFile.Of(model)));

        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"BPE","vocab":{"a":-1},"merges":[]}""", "model.vocab[a]")]
    [InlineData("""{"type":"BPE","vocab":{"a":2097152},"merges":[]}""", "model.vocab[a]")]
    [InlineData("""{"type":"BPE","vocab":{"a":1.5},"merges":[]}""", "model.vocab[a]")]
    [InlineData("""{"type":"BPE","vocab":{"a":0,"b":0},"merges":[]}""", "Two tokens have the id 0")]
    [InlineData("""{"type":"BPE","vocab":{"a":0,"a":1},"merges":[]}""", "stands twice")]
    [InlineData("""{"type":"BPE","vocab":["a"],"merges":[]}""", "model.vocab is a list")]
    [InlineData("""{"type":"BPE","vocab":{"a":0}}""", "model.merges is missing")]
    [InlineData("""{"type":"BPE","vocab":{"a":0},"merges":[["a","b"]]}""", "model.merges[0]")]
    [InlineData("""{"type":"BPE","vocab":{"a":0},"merges":[["a","a"]]}""", "a merge into a token of the vocabulary")]
    [InlineData("""{"type":"BPE","vocab":{"":0,"a":1},"merges":[["","a"]]}""", "two halves that are not empty")]
    [InlineData("""{"type":"BPE","continuing_subword_prefix":"#","vocab":{"#":0,"a":1},"merges":[["a","#"]]}""", "two halves that are not empty")]
    [InlineData("""{"type":"BPE","vocab":{"a":0},"merges":["a a a"]}""", "one space between them")]
    [InlineData("""{"type":"BPE","unk_token":"?","vocab":{"a":0},"merges":[]}""", "'?' is none")]
    [InlineData("""{"type":"Unigram","vocab":[["a",1e999]]}""", "a finite number")]
    [InlineData("""{"type":"Unigram","vocab":[]}""", "at least one token")]
    [InlineData("""{"type":"Unigram","unk_id":7,"vocab":[["a",0]]}""", "model.unk_id is 7")]
    [InlineData("""{"type":"WordPiece","unk_token":"?","vocab":{"a":0}}""", "'?' is none")]
    public void Model_Damaged_SaysWhere(string model, string message)
    {
        var refused = Assert.Throws<InvalidDataException>(() => TokenizerFactory.FromJson(TokenizerFile.Of(model)));

        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"model\":")]
    [InlineData("{}")]
    [InlineData("{\"model\":{\"type\":\"BPE\"}}")]
    public void File_NoTokenizer_IsRefused(string file) => Assert.Throws<InvalidDataException>(() => TokenizerFactory.FromJson(Encoding.UTF8.GetBytes(file)));

    [Fact]
    public void File_NestedTooDeep_IsRefused()
    {
        var deep = string.Concat(Enumerable.Repeat("""{"type":"Sequence","normalizers":[""", 200)) + string.Concat(Enumerable.Repeat("]}", 200));

        Assert.Throws<InvalidDataException>(() => TokenizerFactory.FromJson(TokenizerFile.Of(Bpe, $"\"normalizer\":{deep}")));
    }

    [Fact]
    public void File_MoreStepsThanAllowed_IsRefused()
    {
        var many = string.Join(',', Enumerable.Repeat("""{"type":"NFC"}""", TokenizerLimits.StepsMax));

        Assert.Throws<InvalidDataException>(() => TokenizerFactory.FromJson(TokenizerFile.Of(Bpe, $$"""
            "normalizer":{"type":"Sequence","normalizers":[{{many}}]}
            """)));
    }

    [Fact]
    public void File_CutAnywhere_IsRefusedOrRead()
    {
        var file = TokenizerFile.Of(Bpe, """
            "normalizer":{"type":"NFC"}
            """);
        for (var length = 0; length < file.Length; length++) Assert.Throws<InvalidDataException>(() => TokenizerFactory.FromJson(file.AsMemory(0, length)));
    }

    [Fact]
    public void Pattern_ThatExplodes_IsStopped()
    {
        var tokenizer = TokenizerFactory.FromJson(TokenizerFile.Of(Bpe, """
            "pre_tokenizer":{"type":"Split","pattern":{"Regex":"(?:a+)+b"},"behavior":"Isolated","invert":false}
            """));

        var refused = Assert.Throws<InvalidDataException>(() => tokenizer.Encode(new string('a', 60)));

        Assert.Contains("needs too many steps", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Normalizer_ThatGrowsATextWithoutEnd_IsStopped()
    {
        var grow = string.Join(',', Enumerable.Repeat("""{"type":"Replace","pattern":{"String":"a"},"content":"aaaa"}""", 20));
        var tokenizer = TokenizerFactory.FromJson(TokenizerFile.Of(Bpe, $$"""
            "normalizer":{"type":"Sequence","normalizers":[{{grow}}]}
            """));

        Assert.Throws<InvalidDataException>(() => tokenizer.Encode(new string('a', 1000)));
    }
}
