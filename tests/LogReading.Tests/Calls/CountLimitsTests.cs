using System.Text;
using Accounting.Core.Ledger;
using Accounting.Core.Usage;
using Accounting.LogReading.Calls;

namespace Accounting.LogReading.Tests.Calls;

public sealed class CountLimitsTests
{
    private static readonly CountLimits Hurried = new() { Timeout = TimeSpan.FromSeconds(5), Time = new SteppingTime(TimeSpan.FromSeconds(3)) };

    [Theory]
    [InlineData("a", 600_000, "Bill it again")]
    [InlineData(" ", 600_000, "Bill it again")]
    [InlineData("\u0301", 600_000, "Bill it again")]
    [InlineData("word, ", 600_000, "Bill it again")]
    [InlineData("a", 2_000_000, "Void the run and bill its inputs again")]
    public void Call_ThatTakesLongerThanTheLimit_IsQuarantinedAndTheNextIsCounted(string unit, int bytes, string how)
    {
        var slow = Line(string.Concat(Enumerable.Repeat(unit, bytes / Encoding.UTF8.GetByteCount(unit))));
        var reading = Read($"{slow}\n{Line("hello world")}\n", CallReading.Demo, Hurried);
        Assert.Equal((2L, 1, 1), (reading.Posting.Read, reading.Posting.Calls.Count, reading.Posting.Rejected.Count));
        var rejected = reading.Rejected;
        Assert.Equal((RejectReasons.CountTimeout, 1L, (long)Encoding.UTF8.GetByteCount(slow)), (rejected.Reason, rejected.Row, rejected.RawLength));
        Assert.Contains("bytes of JSON, was not counted within 5 s", rejected.Message, StringComparison.Ordinal);
        Assert.Contains($"{how} with a longer --count-timeout", rejected.Message, StringComparison.Ordinal);
        Assert.Equal("InputTokens 9, OutputTokens 1", reading.Quantities);
    }

    [Fact]
    public void Call_OfManySmallTexts_IsStoppedToo()
    {
        var messages = string.Join(",", Enumerable.Repeat("""{"role":"user","content":"hi"}""", 20_000));
        var reading = Read($$"""{"model":"gpt-4o","messages":[{{messages}}],"completion":"x"}""", CallReading.Demo, Hurried);
        Assert.Equal(RejectReasons.CountTimeout, reading.Fate);
    }

    [Theory]
    [InlineData(UsageMode.Auto)]
    [InlineData(UsageMode.Reported)]
    [InlineData(UsageMode.Verify)]
    public void Call_WithReportedUsage_IsBilledWhateverItsTextTakes(UsageMode mode)
    {
        var line = Line(new('a', 600_000)).Replace("}]", """}],"usage":{"input_tokens":5,"output_tokens":6}""", StringComparison.Ordinal);
        var reading = Read(line, CallReading.Demo with { Usage = mode }, Hurried);
        Assert.Equal("InputTokens 5, OutputTokens 6", reading.Quantities);
        Assert.Equal(UsageSource.Reported, reading.Key.Source);
    }

    [Fact]
    public void Call_WithinTheLimit_CountsAsWithoutOne()
    {
        var line = Line(new('b', 300_000));
        var limited = Read(line, CallReading.Demo, Hurried with { Timeout = TimeSpan.FromHours(1) });
        var unlimited = Read(line, CallReading.Demo, CountLimits.None);
        Assert.Equal((unlimited.Quantities, unlimited.Call.Facts), (limited.Quantities, limited.Call.Facts));
    }

    [Fact]
    public void Limit_OfOneCall_BeginsAnewWithEach()
    {
        // 3 s pass for each look at the clock: one at the start, and not enough text for a second one.
        var lines = string.Concat(Enumerable.Repeat(Line("a short text") + "\n", 100));
        Assert.Equal(100, Read(lines, CallReading.Demo, Hurried).Posting.Calls.Count);
    }

    [Fact]
    public void Clock_WithoutALimit_IsNeverAsked()
    {
        var time = new SteppingTime(TimeSpan.FromSeconds(3));
        Read(Line(new('a', 300_000)), CallReading.Demo, new() { Time = time });
        Assert.Equal(0, time.Asked);
    }

    [Fact]
    public void Cancellation_WithinOneLongText_StopsTheCount()
    {
        using var source = new CancellationTokenSource();
        var time = new CancellingTime(source);
        var reader = new RecordChunkReader(CallReading.Demo, new() { Timeout = TimeSpan.FromHours(1), Time = time });
        var chunk = CallReading.ChunkOf(Encoding.UTF8.GetBytes(Line(new('a', 600_000))));
        Assert.Throws<OperationCanceledException>(() => reader.Read(chunk, "file:///a", new(), source.Token));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Limit_ThatIsNone_IsRefused(int seconds) =>
        Assert.Throws<ArgumentException>(() => new RecordChunkReader(new(), new() { Timeout = TimeSpan.FromSeconds(seconds) }));

    private static string Line(string text) =>
        $$"""{"model":"gpt-4o","messages":[{"role":"user","content":"{{text}}"}],"completion":"hello"}""";

    private static CallReading Read(string lines, ReadingOptions options, CountLimits limits) =>
        CallReading.Of(Encoding.UTF8.GetBytes(lines), reader: new(options, limits));

    /// <summary>Someone stops the run once counting has begun.</summary>
    private sealed class CancellingTime(CancellationTokenSource source) : TimeProvider
    {
        public override long GetTimestamp()
        {
            source.Cancel();
            return 0;
        }
    }
}
