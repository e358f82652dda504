using System.Text;
using Accounting.LogReading.Calls;

namespace Accounting.LogReading.Tests.Calls;

public sealed class StableHashTests
{
    // Published test vectors of XXH64, seed 0.
    [Theory]
    [InlineData("", 0xEF46DB3751D8E999)]
    [InlineData("a", 0xD24EC4F1A98C6E5B)]
    [InlineData("abc", 0x44BC2CF5AD770999)]
    [InlineData("Nobody inspects the spammish repetition", 0xFBCEA83C8A378BF1)]
    public void StableHash_Text_IsXxh64(string text, ulong expected) => Assert.Equal(expected, StableHash.Of(Encoding.UTF8.GetBytes(text)));
}
