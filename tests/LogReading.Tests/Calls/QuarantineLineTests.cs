using System.Text;
using System.Text.Json;
using Accounting.Core.Ledger;

namespace Accounting.LogReading.Tests.Calls;

public sealed class QuarantineLineTests
{
    private const string Record = """{"model":"gpt-4o","usage":{"input_tokens":1,"output_tokens":2}}""";

    private static string Line(string record, long row = 7, bool base64 = false) => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["input"] = "file:///first.jsonl",
        ["row"] = row,
        ["offset"] = 640,
        ["reason"] = "no_tenant",
        ["message"] = "The record names no tenant.",
        ["raw_length"] = Encoding.UTF8.GetByteCount(record),
        [base64 ? "raw_base64" : "raw"] = base64 ? Convert.ToBase64String(Encoding.UTF8.GetBytes(record)) : record,
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void QuarantineLine_Record_IsBilledWithItsFirstIdentity(bool base64)
    {
        var reading = CallReading.Of(Line(Record, 7, base64));
        Assert.Equal("InputTokens 1, OutputTokens 2", reading.Quantities);
        Assert.Equal(CallId.FromRecord("demo", Encoding.UTF8.GetBytes(Record), 7), reading.Call.Id);
        Assert.Equal(1, reading.Call.Record.Row);
    }

    [Fact]
    public void QuarantineLine_WithDistinctInputs_KeepsTheFirstInput()
    {
        var distinct = CallReading.Demo with { DistinctInputs = true };
        var first = CallReading.Of(Encoding.UTF8.GetBytes(new string('\n', 6) + Record), distinct, "file:///first.jsonl").Call.Id;
        Assert.Equal(first, CallReading.Of(Encoding.UTF8.GetBytes(Line(Record)), distinct, "file:///quarantine.jsonl").Call.Id);
    }

    [Fact]
    public void QuarantineLine_InsideAnother_IsOpenedToo() =>
        Assert.Equal(CallId.FromRecord("demo", Encoding.UTF8.GetBytes(Record), 7), CallReading.Of(Line(Line(Record), 99)).Call.Id);

    [Fact]
    public void QuarantineLine_StillBad_GoesBackWithItsFirstPlace()
    {
        var rejected = CallReading.Of(Line("{broken")).Rejected;
        Assert.Equal(("invalid_json", 7L, 640L, "{broken"), (rejected.Reason, rejected.Row, rejected.Offset, Encoding.UTF8.GetString(rejected.Raw)));
    }

    [Theory]
    [InlineData("""{"input":"i","row":1,"offset":0,"reason":"line_too_long","message":"m","raw":"{\"model","raw_length":5000000}""", "line_too_long")]
    [InlineData("""{"input":"i","row":1,"offset":0,"reason":"invalid_json","message":"m","raw_base64":"***"}""", "line_too_long")]
    public void QuarantineLine_NotWhole_SaysSo(string line, string reason) => Assert.Equal(reason, CallReading.Of(line).Fate);
}
