using Accounting.BatchClient.Tests.Support;

namespace Accounting.BatchClient.Tests.Tokens;

/// <summary><c>--tokenizer</c> of the commands of <c>tokens</c>.</summary>
public sealed class TokenizerOptionTests
{
    private const string File = """
        {"version":"1.0","added_tokens":[{"id":4,"content":"<s>","special":true}],"pre_tokenizer":{"type":"WhitespaceSplit"},
         "post_processor":{"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"<s>"}},{"Sequence":{"id":"A"}}],"special_tokens":{"<s>":{"ids":[4]}}},
         "model":{"type":"WordLevel","unk_token":"?","vocab":{"?":0,"user":1,"Hello":2,"world":3,"<s>":4}}}
        """;

    [Theory]
    [InlineData("count -t t.json", "Hello world", """{"count":3,"encoding":"t.json"}""")]
    [InlineData("count -t t.json --no-special-tokens", "Hello world", """{"count":2,"encoding":"t.json"}""")]
    [InlineData("encode --tokenizer t.json", "Hello <s> all", """{"tokens":[4,2,4,0],"count":4,"encoding":"t.json"}""")]
    [InlineData("decode --tokenizer t.json --json", "2 3", """{"text":"Hello world","encoding":"t.json"}""")]
    [InlineData("count -t t.json --jsonl", "\"Hello\"", """{"count":2,"encoding":"t.json"}""")]
    public void Tokens_WithATokenizer_AreItsOwn(string command, string text, string expected)
    {
        using var harness = new CommandHarness { Input = text };
        harness.Write("t.json", File);

        var result = harness.Run(["tokens", .. command.Split(' ')]);

        Assert.Equal((0, expected + "\n", ""), (result.ExitCode, result.Out, result.Error));
    }

    /// <summary>As in LiteLLM, what stands around a text counts for each text of a message: role and content (one each), and the 3 of each message and of the reply.</summary>
    [Fact]
    public void Count_Messages_HaveTheSpecialTokensOfEachText()
    {
        using var harness = new CommandHarness();
        harness.Write("t.json", File);
        const string Messages = """[{"role":"user","content":"Hello"}]""";

        Assert.Equal("""{"count":10,"encoding":"t.json"}""" + "\n", harness.Run("tokens", "count", "-t", "t.json", "--messages", Messages).Out);
        Assert.Equal("""{"count":8,"encoding":"t.json"}""" + "\n", harness.Run("tokens", "count", "-t", "t.json", "--no-special-tokens", "--messages", Messages).Out);
    }

    [Theory]
    [InlineData("count -t t.json -m gpt-4o x", 2, "--tokenizer contradicts")]
    [InlineData("count -t nowhere/at/all x", 1, "no repository of a hub")]
    [InlineData("count -t bad.json x", 1, "'bad.json' cannot be used as a tokenizer: tokenizer.json: ")]
    [InlineData("count -t other.txt x", 1, "of no known kind")]
    [InlineData("count -t ranks.tiktoken x", 2, "--pattern")]
    [InlineData("count -t a/b --offline x", 1, "The cache has no tokenizer of a/b@main.")]
    [InlineData("decode -t t.json 77", 1, "has no token 77")]
    public void Tokenizer_Wrong_IsRefused(string command, int exitCode, string message)
    {
        using var harness = new CommandHarness();
        harness.Environment["ACCOUNTING_HUB_CACHE"] = harness.Folder;
        harness.Write("t.json", File);
        harness.Write("bad.json", "{}");
        harness.Write("other.txt", "text");
        harness.Write("ranks.tiktoken", "IQ== 0\n");

        var result = harness.Run(["tokens", .. command.Split(' ')]);

        Assert.Equal((exitCode, ""), (result.ExitCode, result.Out));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Tokenizer_HubAddressThatIsNone_IsRefused()
    {
        using var harness = new CommandHarness();
        harness.Environment["ACCOUNTING_HUB_URL"] = "ftp://hub";

        var result = harness.Run("tokens", "count", "-t", "a/b", "x");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("The setting hub-url is 'ftp://hub'", result.Error, StringComparison.Ordinal);
    }
}
