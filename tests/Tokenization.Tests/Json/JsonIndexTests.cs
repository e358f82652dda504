using System.Text;
using Accounting.Tokenization.Json;

namespace Accounting.Tokenization.Tests.Json;

public class JsonIndexTests
{
    private readonly JsonIndex _index = new();

    private JsonValue Read(string json)
    {
        Assert.True(_index.TryRead(Encoding.UTF8.GetBytes(json), out var error), error.Message);
        return _index.Root;
    }

    [Fact]
    public void Member_NestedPath_IsFound()
    {
        var root = Read("""{"a":{"b":[1,{"c":"x"},[2,3]]},"d":true,"e":null}""");
        var texts = new List<string>();
        foreach (var item in root["a"u8]["b"u8]) texts.Add(Encoding.UTF8.GetString(item.Raw));
        Assert.Equal(["1", """{"c":"x"}""", "[2,3]"], texts);
        Assert.True(root["d"u8].IsTrue);
        Assert.False(root["e"u8].HasValue);
        Assert.Equal(JsonKind.Missing, root["x"u8]["y"u8].Kind);
    }

    [Theory]
    [InlineData("""{"a":"x\n\"\\\/\u00e9\ud83d\ude00"}""", "x\n\"\\/é😀", false)]
    [InlineData("""{"a":"\ud83d"}""", "\uFFFD", true)]
    [InlineData("""{"a":"\ude00\ud83d!"}""", "\uFFFD\uFFFD!", true)]
    [InlineData("""{"a":"\ud83d\u0041"}""", "\uFFFDA", true)]
    public void Utf8_Escapes_AreUndone(string json, string expected, bool replaced)
    {
        Assert.Equal(expected, Read(json)["a"u8].GetString());
        Assert.Equal(replaced, _index.ReplacedText);
    }

    [Theory]
    [InlineData("12", true, 12)]
    [InlineData("12.0", true, 12)]
    [InlineData("1e3", true, 1000)]
    [InlineData("\"42\"", true, 42)]
    [InlineData("-1", true, -1)]
    [InlineData("9007199254740993", true, 9007199254740993)]
    [InlineData("1.5", false, 0)]
    [InlineData("1e30", false, 0)]
    [InlineData("\"x\"", false, 0)]
    [InlineData("true", false, 0)]
    [InlineData("null", false, 0)]
    public void TryGetInt64_AnyForm_IsExactOrRefused(string json, bool expected, long value)
    {
        Assert.Equal(expected, Read($$"""{"a":{{json}}}""")["a"u8].TryGetInt64(out var actual));
        Assert.Equal(value, actual);
    }

    [Fact]
    public void Member_KeyTwice_LastCountsAndIsRemembered()
    {
        Assert.Equal("2", Encoding.UTF8.GetString(Read("""{"a":1,"\u0061":2}""")["a"u8].Raw));
        Assert.True(_index.DuplicateKeySeen);
    }

    [Theory]
    [InlineData("""{"a":}""", JsonErrorKind.Invalid)]
    [InlineData("""{"a":1""", JsonErrorKind.Invalid)]
    [InlineData("", JsonErrorKind.Invalid)]
    [InlineData("{}{}", JsonErrorKind.Invalid)]
    public void TryRead_NotJson_SaysSo(string json, JsonErrorKind expected)
    {
        Assert.False(_index.TryRead(Encoding.UTF8.GetBytes(json), out var error));
        Assert.Equal(expected, error.Kind);
    }

    [Fact]
    public void TryRead_TenThousandDeep_IsTooDeep()
    {
        Assert.False(_index.TryRead(Encoding.UTF8.GetBytes(new string('[', 10_000)), out var error));
        Assert.Equal(JsonErrorKind.TooDeep, error.Kind);
    }
}
