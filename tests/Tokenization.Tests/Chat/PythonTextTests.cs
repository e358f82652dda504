namespace Accounting.Tokenization.Tests.Chat;

/// <summary>Values as CPython prints them: the expected texts are its own answers to <c>repr(json.loads(…))</c>.</summary>
public class PythonTextTests
{
    private static string Repr(string json)
    {
        var texts = Counted.Content("""[{"type":"tool_use","input":{"v":""" + json + "}}]").Texts;
        return texts[0]["{'v': ".Length..^1];
    }

    [Theory]
    [InlineData("1", "1")]
    [InlineData("-7", "-7")]
    [InlineData("-0", "0")]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567890")]
    [InlineData("1.0", "1.0")]
    [InlineData("-0.0", "-0.0")]
    [InlineData("1.50", "1.5")]
    [InlineData("0.1", "0.1")]
    [InlineData("100.0e-2", "1.0")]
    [InlineData("0e10", "0.0")]
    [InlineData("1e5", "100000.0")]
    [InlineData("1E5", "100000.0")]
    [InlineData("1e15", "1000000000000000.0")]
    [InlineData("1e16", "1e+16")]
    [InlineData("1.5e16", "1.5e+16")]
    [InlineData("1e22", "1e+22")]
    [InlineData("1e23", "1e+23")]
    [InlineData("1234567890123456.7", "1234567890123456.8")]
    [InlineData("123456789012345680.0", "1.2345678901234568e+17")]
    [InlineData("9007199254740993.0", "9007199254740992.0")]
    [InlineData("0.30000000000000004", "0.30000000000000004")]
    [InlineData("0.0001", "0.0001")]
    [InlineData("0.00012345", "0.00012345")]
    [InlineData("0.00001", "1e-05")]
    [InlineData("2.5e-5", "2.5e-05")]
    [InlineData("1.25e-7", "1.25e-07")]
    [InlineData("5e-324", "5e-324")]
    [InlineData("1.7976931348623157e308", "1.7976931348623157e+308")]
    [InlineData("1e400", "inf")]
    [InlineData("-1e400", "-inf")]
    public void Number_AnyForm_IsPythons(string json, string expected) => Assert.Equal(expected, Repr(json));

    [Theory]
    [InlineData("true", "True")]
    [InlineData("false", "False")]
    [InlineData("null", "None")]
    [InlineData("[]", "[]")]
    [InlineData("{}", "{}")]
    [InlineData("""[1,[2.0,"x"],{}]""", "[1, [2.0, 'x'], {}]")]
    [InlineData("""{"a":{"b":null},"c":[true,false]}""", "{'a': {'b': None}, 'c': [True, False]}")]
    [InlineData("""{"it's":1,"k\n":2}""", """{"it's": 1, 'k\n': 2}""")]
    public void Structure_AnyNesting_IsPythons(string json, string expected) => Assert.Equal(expected, Repr(json));

    [Theory]
    [InlineData("""  "" """, "''")]
    [InlineData("""  "plain" """, "'plain'")]
    [InlineData("""  "it's" """, "\"it's\"")]
    [InlineData("""  "say \"hi\"" """, """'say "hi"'""")]
    [InlineData("""  "it's \"both\"" """, """'it\'s "both"'""")]
    [InlineData("""  "back\\slash\/" """, """'back\\slash/'""")]
    [InlineData("""  "a\nb\r\tc\b\f" """, """'a\nb\r\tc\x08\x0c'""")]
    [InlineData("""  "\u0000\u001f\u007f\u0080\u00a0\u00ad\u00e9" """, """'\x00\x1f\x7f\x80\xa0\xadé'""")]
    [InlineData("""  "\u200b\u2028\u3000\ufeff\ue000\u0378\uffff" """, """'\u200b\u2028\u3000\ufeff\ue000\u0378\uffff'""")]
    [InlineData("""  "\ud83d\ude00\udb40\udc01\udbff\udffd" """, """'😀\U000e0001\U0010fffd'""")]
    public void String_AnyCharacter_IsPythons(string json, string expected) => Assert.Equal(expected, Repr(json));
}
