using System.Text;
using Accounting.Core.Ledger;
using Accounting.LogReading.Inputs;
using Accounting.LogReading.Tests.Compression;
using static Accounting.LogReading.Tests.Inputs.Reading;

namespace Accounting.LogReading.Tests.Inputs;

public class InputShapesTests
{
    [Theory]
    [InlineData("", InputShape.Empty)]
    [InlineData(" \r\n\n", InputShape.Empty)]
    [InlineData("{}", InputShape.JsonLines)]
    [InlineData("\n {\"a\":1}\n[1]\n", InputShape.JsonLines)]
    [InlineData("{\"a\":\n{\"b\":1}\n", InputShape.JsonLines)]
    [InlineData("{\"a\":", InputShape.JsonLines)]
    [InlineData("{]\n x\n", InputShape.JsonLines)]
    [InlineData("{\n  \"a\": 1\n}\n", InputShape.PrettyJson)]
    [InlineData("{ \"a\": [\n1,\n2]}\n", InputShape.PrettyJson)]
    [InlineData("hello\n{}\n", InputShape.OtherLines)]
    [InlineData("[1]\n{}\n", InputShape.OtherLines)]
    [InlineData("[\n{}\n", InputShape.OtherLines)]
    [InlineData("[[[[[[\n{\"a\":1}\n", InputShape.OtherLines)]
    [InlineData("[{\"a\":1}]\n", InputShape.OtherLines)]
    [InlineData("[{\"a\":1},\n{\"b\":2}]", InputShape.JsonArray)]
    [InlineData("[\n  {\n    \"a\": 1\n  }\n]\n", InputShape.JsonArray)]
    public void Of_Text_IsTold(string text, object shape) => Assert.Equal((InputShape)shape, InputShapes.Of(Utf8(text)));

    [Theory]
    [InlineData("[{\"a\":1},\n{\"b\":2}]", RejectReasons.NotAnObject,
        "The input is one JSON array, where one JSON object on each line was expected: make one line of each element with jq -c '.[]' FILE | accounting bill -")]
    [InlineData("{\n  \"a\": 1\n}\n", RejectReasons.InvalidJson,
        "The input's JSON stretches over several lines, where one JSON object on each line was expected: jq -c . FILE | accounting bill -")]
    [InlineData("PK\u0003\u0004\n\n\n", RejectReasons.UnknownFormat,
        "The input is a zip archive, where one JSON object on each line was expected: unpack it first and bill the files in it")]
    public void Next_NoLines_IsOneRejectedRecord(string text, string reason, string message)
    {
        foreach (var stored in (byte[][])[Utf8(text), Packing.Gzip(Utf8(text))])
        {
            var read = Read(stored);
            Assert.Empty(read.Lines);
            var rejected = Assert.Single(read.Rejected);
            Assert.Equal((1L, 0L, reason, message), (rejected.Row, rejected.Offset, rejected.Reason, rejected.Message));
            Assert.Equal(text, Encoding.UTF8.GetString(rejected.Raw));
        }
    }

    [Fact]
    public void Next_Utf16_IsOneRejectedRecord()
    {
        byte[] text = [0xff, 0xfe, .. Encoding.Unicode.GetBytes("{}\n{}\n")];
        Assert.Equal("The input is UTF-16 text, where UTF-8 was expected: iconv -f UTF-16 -t UTF-8 FILE | accounting bill -", Assert.Single(Read(text).Rejected).Message);
    }

    [Fact]
    public void Next_PackedTwice_IsOneRejectedRecord() =>
        Assert.StartsWith("The input is compressed twice", Assert.Single(Read(Packing.Gzip(Packing.Gzip("{}\n"u8))).Rejected).Message, StringComparison.Ordinal);
}
