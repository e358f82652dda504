using Accounting.Tokenization.Chat;

namespace Accounting.Tokenization.Tests.Chat;

/// <summary>LiteLLM 1.4: each kind of content block.</summary>
public class ContentCountingTests
{
    [Theory]
    [InlineData("[]", "[]", 0)]
    [InlineData("""["plain"]""", """["plain"]""", 0)]
    [InlineData("""[{"type":"text","text":"a"},{"type":"text","text":"b","image_url":"http://x"}]""", """["a","b"]""", 0)]
    [InlineData("""[{"type":"text"}]""", "[]", 0)]
    [InlineData("""[{"type":"text","text":null}]""", """["None"]""", 0)]
    [InlineData("""[{"type":"text","text":12.50}]""", """["12.5"]""", 0)]
    [InlineData("""[{"type":"image_url","image_url":"http://x/y.png"}]""", "[]", 85)]
    [InlineData("""[{"type":"image_url","image_url":{"url":"http://x/y.png"}}]""", "[]", 85)]
    [InlineData("""[{"type":"image_url","image_url":{"url":"nonsense","detail":"low"}}]""", "[]", 85)]
    [InlineData("""[{"type":"image_url","image_url":{"url":"http://x/y.png","detail":"auto"}}]""", "[]", 85)]
    [InlineData("""[{"type":"image_url","image_url":{"url":"https://x/y.png","detail":"high"}}]""", "[]", 250)]
    [InlineData("""[{"type":"tool_use","id":"1","name":"f","input":{"a":"b","c":false,"d":null}}]""", """["f","{'a': 'b', 'c': False, 'd': None}"]""", 0)]
    [InlineData("""[{"type":"tool_use","name":"f","input":{},"caller":{"type":"direct"},"cache_control":{"type":"ephemeral"}}]""", """["f","{}","{'type': 'direct'}"]""", 0)]
    [InlineData("""[{"type":"tool_use"}]""", "[]", 0)]
    [InlineData("""[{"type":"tool_use","name":"f","input":"text"}]""", """["f","text"]""", 0)]
    [InlineData("""[{"type":"tool_use","name":"f","input":["text",{"type":"text","text":"t"}]}]""", """["f","text","t"]""", 0)]
    [InlineData("""[{"type":"tool_use","name":"f","input":3}]""", """["f"]""", 0)]
    [InlineData("""[{"type":"tool_result","tool_use_id":"1","is_error":true,"content":"bad"}]""", """["bad"]""", 0)]
    [InlineData("""[{"type":"tool_result","tool_use_id":"1","content":[{"type":"text","text":"t"},{"type":"image","source":{"type":"base64"}}]}]""", """["t"]""", 85)]
    [InlineData("""[{"type":"tool_result","tool_use_id":"1"}]""", "[]", 0)]
    [InlineData("""[{"type":"thinking","thinking":"hm","signature":"abc"}]""", """["hm"]""", 0)]
    [InlineData("""[{"type":"redacted_thinking","data":"abc"}]""", "[]", 0)]
    [InlineData("""[{"type":"tool_reference","tool_name":"get_weather"}]""", """["get_weather"]""", 0)]
    [InlineData("""[{"type":"tool_reference","tool_name":null}]""", "[]", 0)]
    [InlineData("""[{"type":"tool_reference"}]""", "[]", 0)]
    [InlineData("""[{"type":"image","source":{"type":"url","url":"http://x"}}]""", "[]", 85)]
    [InlineData("""[{"type":"document","title":"T","context":"C","source":{"type":"text","data":"D"}}]""", """["T","C","D"]""", 0)]
    [InlineData("""[{"type":"document","title":null,"source":{"type":"content","content":"D"}}]""", """["D"]""", 0)]
    [InlineData("""[{"type":"document","source":{"type":"content","content":[{"type":"text","text":"t"}]}}]""", """["t"]""", 0)]
    [InlineData("""[{"type":"document","title":"T","source":{"type":"base64","data":"AAAA"}}]""", """["T"]""", 85)]
    [InlineData("""[{"type":"document","source":{"type":"url","url":"http://x"}}]""", "[]", 85)]
    [InlineData("""[{"type":"file","file":{"filename":"a.pdf","file_data":"data:;base64,AA"}}]""", """["a.pdf"]""", 85)]
    [InlineData("""[{"type":"file","file":{"file_id":"f1"}}]""", "[]", 0)]
    [InlineData("""[{"type":"file","file":"f1"}]""", "[]", 0)]
    public void Block_KnownType_CountsItsTextsAndPictures(string content, string texts, long added)
    {
        var counted = Counted.Content(content);
        Assert.Equal("", counted.Error);
        Assert.Equal(texts, counted.TextList);
        Assert.Equal(added, counted.Added);
    }

    [Theory]
    [InlineData("[3]", "A content item is a number, expected a string or an object with `type`.")]
    [InlineData("[null]", "A content item is null, expected a string or an object with `type`.")]
    [InlineData("[{}]", "A content item has no `type`.")]
    [InlineData("""[{"type":"input_audio","input_audio":{}}]""", "Invalid content item type: input_audio. Expected one of: text, image_url, ")]
    [InlineData("""[{"type":["text"]}]""", "Invalid content item type: a list.")]
    [InlineData("""[{"type":"video_url"}]""", "Invalid content item type: video_url.")]
    [InlineData("""[{"type":"image_url"}]""", "`image_url` is missing, expected a string or an object with `url`.")]
    [InlineData("""[{"type":"image_url","image_url":""}]""", "Empty image_url string is not valid.")]
    [InlineData("""[{"type":"image_url","image_url":" \t"}]""", "Empty image_url string is not valid.")]
    [InlineData("""[{"type":"image_url","image_url":{"detail":"low"}}]""", "Missing required key 'url' in image_url dict.")]
    [InlineData("""[{"type":"image_url","image_url":{"url":""}}]""", "Missing required key 'url' in image_url dict.")]
    [InlineData("""[{"type":"image_url","image_url":{"url":"x","detail":"medium"}}]""", "Invalid detail value: medium. Expected 'low', 'high', or 'auto'.")]
    [InlineData("""[{"type":"image_url","image_url":{"url":"x","detail":null}}]""", "Invalid detail value: null. Expected 'low', 'high', or 'auto'.")]
    [InlineData("""[{"type":"image_url","image_url":{"url":"x","detail":"high"}}]""", "An image in high detail is neither a http(s) URL nor a data URL")]
    [InlineData("""[{"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw0KGgo=","detail":"high"}}]""", "The header of an image in high detail is truncated or broken")]
    [InlineData("""[{"type":"image_url","image_url":{"url":"data:,%%%%","detail":"high"}}]""", "The header of an image in high detail is truncated or broken")]
    [InlineData("""[{"type":"tool_result","content":"x"}]""", "Missing required fields in tool_result block: tool_use_id.")]
    [InlineData("""[{"type":"tool_result","tool_use_id":"1","content":[{"type":"input_audio"}]}]""", "Invalid content item type: input_audio.")]
    [InlineData("""[{"type":"tool_use","input":[3]}]""", "A content item is a number")]
    [InlineData("""[{"type":"image"}]""", "An image block has no `source` with a `type`.")]
    [InlineData("""[{"type":"document"}]""", "A document block has no `source` with a `type`.")]
    [InlineData("""[{"type":"document","source":{"type":"text"}}]""", "The `source.data` of a document is missing, expected a string.")]
    [InlineData("""[{"type":"document","source":{"type":"content","content":null}}]""", "The `source.content` of a document is null, expected a string.")]
    [InlineData("""[{"type":"document","title":3,"source":{"type":"url"}}]""", "The `title` of a document is a number, expected a string.")]
    public void Block_LiteLlmRaises_IsRefusedWithTheReason(string content, string error)
    {
        Assert.StartsWith(error, Counted.Content(content).Error, StringComparison.Ordinal);
        var given = Counted.Content(content, new ChatCountingOptions { DefaultTokenCount = 7 });
        Assert.Equal((true, 7), (given.Done, given.Added + given.Texts.Sum(text => text.Length)));
    }

    [Theory]
    [InlineData("""[{"type":"text","text":"abc"},{"type":"video_url"}]""", 7)]
    [InlineData("""[{"type":"text","text":"abc"},{"type":"tool_result","tool_use_id":"1","content":[{"type":"text","text":"abc"},3]}]""", 3 + 7)]
    public void DefaultTokenCount_ListThatFails_StandsForThatListOnly(string content, long expected)
    {
        var total = -1L;
        Counted.Run(new() { DefaultTokenCount = 7 }, (ChatTokenCounter counter, out long tokens, out string error) =>
        {
            var messages = Json.Read($$"""[{"content":{{content}}}]""");
            var done = counter.TryCountMessages(messages, default, default, "", true, out tokens, out error);
            total = tokens;
            return done;
        });
        Assert.Equal(3 + expected, total);
    }

    [Theory]
    [InlineData("""[{"type":"image_url","image_url":"http://x"}]""")]
    [InlineData("""[{"type":"image_url","image_url":{"url":"x","detail":"low"}}]""")]
    [InlineData("""[{"type":"image_url","image_url":{"url":"nonsense","detail":"high"}}]""")]
    [InlineData("""[{"type":"image","source":{"type":"base64"}}]""")]
    [InlineData("""[{"type":"document","source":{"type":"base64"}}]""")]
    public void UseDefaultImageTokens_AnyPicture_IsFlat(string content)
    {
        Assert.Equal(250, Counted.Content(content, new ChatCountingOptions { UseDefaultImageTokens = true }).Added);
        Assert.Equal(9, Counted.Content(content, new ChatCountingOptions { UseDefaultImageTokens = true, DefaultImageTokens = 9 }).Added);
    }

    [Fact]
    public void NestedResults_AsDeepAsJsonMayBe_AreFollowed()
    {
        const int Levels = 80;
        var opening = string.Concat(Enumerable.Repeat("""[{"type":"tool_result","tool_use_id":"1","content":""", Levels));
        var content = opening + "\"x\"" + string.Concat(Enumerable.Repeat("}]", Levels));
        Assert.Equal("""["x"]""", Counted.Content(content).TextList);
    }
}
