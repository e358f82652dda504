using Accounting.BatchClient.Tests.Support;

namespace Accounting.BatchClient.Tests.Tokens;

public sealed class TokensCommandTests
{
    [Theory]
    [InlineData("gpt-4o", "Hello, world!", """{"count":4,"encoding":"o200k_base"}""")]
    [InlineData("gpt-4", "Hello, world!", """{"count":4,"encoding":"cl100k_base"}""")]
    [InlineData("acme-large", "Hello, world!", """{"count":4,"encoding":"o200k_base","estimated":true}""")]
    [InlineData("gpt-4o", "", """{"count":0,"encoding":"o200k_base"}""")]
    public void Count_Text_GivesCountAndEncoding(string model, string text, string expected)
    {
        using var harness = new CommandHarness();

        var result = harness.Run("tokens", "count", "--model", model, text);

        Assert.Equal((0, expected + "\n", ""), (result.ExitCode, result.Out, result.Error));
    }

    [Fact]
    public void Count_FileAndStandardInput_GiveTheSame()
    {
        using var harness = new CommandHarness { Input = "Hello, world!" };
        harness.Write("text.txt", "Hello, world!");

        Assert.Equal(harness.Run("tokens", "count").Out, harness.Run("tokens", "count", "--file", "text.txt", "--json").Out);
        Assert.Equal(harness.Run("tokens", "count").Out, harness.Run("tokens", "count", "--file", "-").Out);
    }

    [Fact]
    public void Count_TextThatLooksLikeAnOption_IsTakenBehindTwoDashes()
    {
        using var harness = new CommandHarness();

        Assert.Equal(2, harness.Run("tokens", "count", "--hello").ExitCode);
        Assert.StartsWith("""{"count":""", harness.Run("tokens", "count", "--", "--hello").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Count_JsonLines_AnswersALineForEachInOrder()
    {
        using var harness = new CommandHarness { Input = "\uFEFF\"Hello\"\r\n{\"text\":\"Hello, world!\"}\n\n{\"other\":1}\n[\"Hello\",\", world!\"]" };

        var result = harness.Run("tokens", "count", "--jsonl", "--encoding", "cl100k_base");

        Assert.Equal(
            """
            {"count":1,"encoding":"cl100k_base"}
            {"count":4,"encoding":"cl100k_base"}
            {"line":3,"error":"The line is blank. Expected a JSON value."}
            {"line":4,"error":"Neither a JSON string nor an object with a \"text\". For chat requests use --messages."}
            {"count":4,"encoding":"cl100k_base"}

            """, result.Out);
        Assert.Equal((3, "2 of 5 lines could not be counted; each says why in its place.\n"), (result.ExitCode, result.Error));
    }

    [Fact]
    public void Count_Messages_CountsThePromptAsItIsBilled()
    {
        const string Messages = """[{"role":"user","content":"Hello, how are you?"}]""";
        using var harness = new CommandHarness { Input = $$"""{"model":"gpt-4","messages":{{Messages}}}""" + "\n" };

        Assert.Equal("""{"count":13,"encoding":"cl100k_base"}""" + "\n", harness.Run("tokens", "count", "--messages", "--model", "gpt-3.5-turbo", Messages).Out);
        Assert.Equal("""{"count":13,"encoding":"cl100k_base"}""" + "\n", harness.Run("tokens", "count", "--messages").Out);
    }

    [Fact]
    public void Count_BrokenJson_SaysWhere()
    {
        using var harness = new CommandHarness { Input = "{\"messages\": [}\n" };

        var result = harness.Run("tokens", "count", "--messages");

        Assert.Equal(3, result.ExitCode);
        Assert.StartsWith("""{"line":1,"error":"Not valid JSON at byte 14: """, result.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Hello, world! \u00e9\u4e16\ud83d\ude00")]
    [InlineData("<|endoftext|>")]
    [InlineData(" \n\t ")]
    public void Encode_ThenDecode_GivesTheText(string text)
    {
        using var harness = new CommandHarness();

        var tokens = harness.Run("tokens", "encode", "--encoding", "cl100k_base", text).Json.GetProperty("tokens");
        var decoded = harness.Run("tokens", "decode", "--encoding", "cl100k_base", "--json", tokens.GetRawText());

        Assert.Equal(text, decoded.Json.GetProperty("text").GetString());
    }

    [Fact]
    public void Encode_JsonLines_GivesIdsOfEach()
    {
        using var harness = new CommandHarness { Input = "\"hello\"\n7\n" };

        var result = harness.Run("tokens", "encode", "--jsonl");

        Assert.Equal(
            """
            {"tokens":[24912],"count":1,"encoding":"o200k_base"}
            {"line":2,"error":"Not a JSON string."}

            """, result.Out);
        Assert.Equal(3, result.ExitCode);
    }

    [Fact]
    public void Decode_JsonLines_GivesTextsInOrder()
    {
        using var harness = new CommandHarness { Input = "[24912]\n[24912, 24912]\n" };

        Assert.Equal(
            """
            {"text":"hello","encoding":"o200k_base"}
            {"text":"hellohello","encoding":"o200k_base"}

            """, harness.Run("tokens", "decode", "--jsonl").Out);
    }

    [Fact]
    public void Decode_PartOfACharacter_GivesAllBytes()
    {
        using var harness = new CommandHarness();
        var first = harness.Run("tokens", "encode", "\ud83e\udd84\ud83e\uddec").Json.GetProperty("tokens")[0].GetRawText();

        var result = harness.Run("tokens", "decode", "--json", first);

        Assert.Contains("\ufffd", result.Json.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(result.Json.GetProperty("base64").GetBytesFromBase64());
        Assert.Contains("no UTF-8", harness.Run("tokens", "decode", first).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("count --encoding o200k text", 2, "Unknown encoding 'o200k'. Did you mean 'o200k_base'")]
    [InlineData("count --encoding o200k_base --model gpt-4o text", 2, "--model and --encoding contradict each other.")]
    [InlineData("count --jsonl --messages", 2, "--jsonl and --messages contradict each other.")]
    [InlineData("count text --file text.txt", 2, "A text and --file contradict each other.")]
    [InlineData("count --file nowhere.txt", 1, "There is no file '")]
    [InlineData("count --file .", 1, "is a folder. Expected a file.")]
    [InlineData("count --modle gpt-4o", 2, "Unknown option '--modle'. Did you mean '--model'?")]
    [InlineData("decode 1 x", 2, "'x' is not a token id.")]
    [InlineData("decode -1", 2, "'-1' is not a token id.")]
    [InlineData("decode 999999999", 1, "999999999")]
    public void Usage_Wrong_IsRefused(string command, int exitCode, string message)
    {
        using var harness = new CommandHarness();

        var result = harness.Run(["tokens", .. command.Split(' ')]);

        Assert.Equal((exitCode, ""), (result.ExitCode, result.Out));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }
}
