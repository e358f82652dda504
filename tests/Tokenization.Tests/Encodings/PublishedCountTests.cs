using System.Text;
using Accounting.Tokenization.Encodings;

namespace Accounting.Tokenization.Tests.Encodings;

public class PublishedCountTests
{
    // LiteLLM 1.6, less the 7 tokens that it adds around a message of one role.
    [Theory]
    [InlineData("", 0)]
    [InlineData("Hello, how are you today?", 7)]
    [InlineData("trailing spaces   ", 4)]
    [InlineData("\n\n\n", 1)]
    [InlineData("\r\n\r\n\r\n", 1)]
    [InlineData("   ", 1)]
    [InlineData("<EOT> <META_START> <s> </s> [INST] [/INST] <<SYS>>", 22)]
    [InlineData("Hello, world! <|endoftext|>", 10)]
    [InlineData("You are a helpful, pattern-following assistant that translates corporate jargon into plain English.", 18)]
    [InlineData("Assistant helps the company employees with their healthcare plan questions, "
        + "and questions about the employee handbook. Be brief in your answers.", 24)]
    [InlineData("á", 1)]
    [InlineData("What happens in a performance review?", 7)]
    [InlineData("Is there a dress code?", 6)]
    [InlineData("What does a Product Manager do?", 7)]
    public void Count_Cl100k_IsThePublishedNumber(string text, int expected) =>
        Assert.Equal(expected, TokenEncoding.Get("cl100k_base").CreateCounter().Count(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Count_ThreeThousandLetters_IsThePublishedNumber() =>
        Assert.Equal(375, TokenEncoding.Get("cl100k_base").CreateCounter().Count(Encoding.UTF8.GetBytes(new string('a', 3000))));

    [Fact]
    public void Get_UnknownName_NamesTheKnownOnes()
    {
        var message = Assert.Throws<ArgumentException>(() => TokenEncoding.Get("o300k")).Message;
        Assert.All(TokenEncoding.Names, name => Assert.Contains(name, message));
    }
}
