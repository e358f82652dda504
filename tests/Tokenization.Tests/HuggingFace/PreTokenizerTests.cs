namespace Accounting.Tokenization.Tests.HuggingFace;

/// <summary>What each pre-tokenizer cuts, as Rust's <c>tokenizers</c> 0.22.2 does it.</summary>
public sealed class PreTokenizerTests
{
    [Theory]
    [InlineData("Hey friend!     How are you?!?", "Removed", "[ ]", "Hey|friend!|How|are|you?!?")]
    [InlineData("the-final--countdown", "Removed", "-", "the|final|countdown")]
    [InlineData("the-final--countdown", "Isolated", "-", "the|-|final|-|-|countdown")]
    [InlineData("the-final--countdown", "MergedWithPrevious", "-", "the-|final-|-|countdown")]
    [InlineData("the-final--countdown", "MergedWithNext", "-", "the|-final|-|-countdown")]
    [InlineData("the-final--countdown", "Contiguous", "-", "the|-|final|--|countdown")]
    [InlineData("--a--", "MergedWithPrevious", "-", "-|-|a-|-")]
    [InlineData("--a--", "MergedWithNext", "-", "-|-a|-|-")]
    [InlineData("--a--", "Contiguous", "-", "--|a|--")]
    public void Split_EachBehavior_CutsAsTheReference(string text, string behavior, string pattern, string pieces)
    {
        var expected = pieces.Split('|');

        var found = TokenizerFile.Pieces(text, expected,
            $$"""
            "pre_tokenizer":{"type":"Split","pattern":{"Regex":{{TokenizerFile.Quoted(pattern)}}},"behavior":"{{behavior}}","invert":false}
            """);

        Assert.Equal(expected, found);
    }

    [Theory]
    [InlineData("""{"type":"Whitespace"}""", "How are you doing? x_1\u200d-", "How|are|you|doing|?|x_1\u200d|-")]
    [InlineData("""{"type":"WhitespaceSplit"}""", "a b\u00a0c\u3000d\ne", "a|b|c|d|e")]
    [InlineData("""{"type":"Digits","individual_digits":false}""", "Hey 123 ²½!", "Hey |123| |²½|!")]
    [InlineData("""{"type":"Digits","individual_digits":true}""", "a12", "a|1|2")]
    [InlineData("""{"type":"Punctuation"}""", "a,b.。$", "a|,|b|.|。|$")]
    [InlineData("""{"type":"BertPreTokenizer"}""", "Hey, you+me", "Hey|,|you|+|me")]
    [InlineData("""{"type":"CharDelimiterSplit","delimiter":"-"}""", "a-b--c", "a|b|c")]
    [InlineData("""{"type":"Metaspace","replacement":"▁","prepend_scheme":"always"}""", "Hey  you", "▁Hey|▁|▁you")]
    [InlineData("""{"type":"Metaspace","replacement":"▁","add_prefix_space":true}""", " Hey", "▁Hey")]
    [InlineData("""{"type":"Metaspace","replacement":"_","prepend_scheme":"never","split":false}""", "Hey you", "Hey_you")]
    [InlineData("""{"type":"ByteLevel","add_prefix_space":true}""", "Hi é's", "ĠHi|ĠÃ©|'s")]
    [InlineData("""{"type":"ByteLevel","add_prefix_space":false,"use_regex":false}""", "Hi you", "HiĠyou")]
    [InlineData("""{"type":"Sequence","pretokenizers":[{"type":"WhitespaceSplit"},{"type":"Metaspace","replacement":"▁"}]}""", "a b", "▁a|▁b")]
    [InlineData("""{"type":"Split","pattern":{"String":"ab"},"behavior":"Removed","invert":true}""", "xababy", "ab|ab")]
    public void PreTokenizer_EachKind_CutsAsTheReference(string preTokenizer, string text, string pieces)
    {
        var expected = pieces.Split('|');

        Assert.Equal(expected, TokenizerFile.Pieces(text, expected, $"\"pre_tokenizer\":{preTokenizer}"));
    }
}
