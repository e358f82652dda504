using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Parts;

namespace Accounting.Core.Tests.Ledger.Parts;

public class RunPositionTests
{
    [Fact]
    public void New_DoneAndSkippedInputs_StandsInTheFirstOpenOne()
    {
        var position = new RunPosition(RunOf(new(0, 1), done: [0], skipped: [1], inputs: 4));
        Assert.Equal((2, InputPosition.Start), (position.Input, position.Next));
        position.MoveOn(new(10, 2), endOfInput: true);
        Assert.Equal(3, position.Input);
        position.MoveOn(new(0, 1), endOfInput: true);
        Assert.Equal(4, position.Input);
    }

    [Theory]
    [InlineData(0, 0, 50, false, true, false)]
    [InlineData(1, 0, 100, false, true, false)]
    [InlineData(1, 50, 100, false, true, false)]
    [InlineData(1, 100, 150, false, false, true)]
    [InlineData(1, 100, 100, true, false, true)]
    [InlineData(1, 50, 100, true, false, false)]
    [InlineData(1, 50, 150, false, false, false)]
    [InlineData(1, 150, 200, false, false, false)]
    [InlineData(2, 0, 50, false, false, false)]
    public void IsPast_ChunkOfARunAtOffset100OfInput1_IsPastNextOrNeither(int input, long start, long next, bool endOfInput, bool isPast, bool isNext)
    {
        var position = new RunPosition(RunOf(new(100, 5), done: [0], skipped: [], inputs: 3));
        Assert.Equal(isPast, position.IsPast(input, new(start, 1), new(next, 2), endOfInput));
        Assert.Equal(isNext, position.IsNext(input, new(start, 1)));
    }

    private static RunRecord RunOf(InputPosition next, int[] done, int[] skipped, int inputs) => new()
    {
        Run = "r-1",
        State = RunState.Unfinished,
        StartedAt = DateTimeOffset.UnixEpoch,
        Plan = new() { CommandKey = "c", MappingKey = "m", Command = "c", Inputs = [], PriceVersion = "1", PriceDigest = "d", UndatedAt = DateTimeOffset.UnixEpoch },
        Inputs = [.. Enumerable.Range(0, inputs).Select(ordinal => new RunInputRecord
        {
            Ordinal = ordinal,
            Input = new($"file:///{ordinal}", 1, "1"),
            Done = done.Contains(ordinal),
            Skipped = skipped.Contains(ordinal),
            Next = ordinal == 1 ? next : InputPosition.Start,
        })],
    };
}
