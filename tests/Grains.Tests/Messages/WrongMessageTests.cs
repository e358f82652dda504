using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Parts;
using Accounting.Core.Usage;
using Accounting.Grains.Interfaces.Calls;
using Accounting.Grains.Interfaces.Prices;
using Accounting.Grains.Interfaces.Spending;

namespace Accounting.Grains.Tests.Messages;

/// <summary>Whatever a message says, it is used whole or refused with a sentence.</summary>
public class WrongMessageTests
{
    private static readonly EntryKey s_key = new() { Tenant = "t", ResponseModel = "m", Slot = new(1) };

    public static TheoryData<string, Func<CallColumns>> WrongColumns => new()
    {
        { "differ in length", () => Columns(low: [1]) },
        { "differ in length", () => Columns(facts: []) },
        { "differ in length", () => Columns(counts: [1]) },
        { "entry key 1 of 1", () => Columns(keys: [0, 1]) },
        { "entry key -1 of 1", () => Columns(keys: [0, -1]) },
        { "add up", () => Columns(counts: [1, 2]) },
        { "3 amounts", () => Columns(amounts: [1, 2, 3]) },
        { "-1 is no quantity", () => Columns(amounts: [1, -1]) },
        { "200 is no meter", () => Columns(meters: [0, 200]) },
        { "call 2 of 2", () => Columns(reported: [2]) },
        { "call 0 of 2", () => Columns(reported: [0, 0]) },
        { "differ in length", () => Columns(reported: [0], costs: 2) },
    };

    [Theory]
    [MemberData(nameof(WrongColumns))]
    public void Columns_ThatContradictEachOther_AreRefused(string said, Func<CallColumns> columns)
    {
        var part = new PartMessage { Run = "r", Keys = [s_key], Calls = columns(), Input = [0, 0], Offset = [0, 1] };
        AssertRefused(said, () => part.ToPart(new("t", "m")));
        var chunk = new ChunkMessage { Keys = [s_key], Calls = columns(), Records = Records(2) };
        AssertRefused(said, () => chunk.CopyTo(new()));
    }

    [Fact]
    public void Part_OfAnotherSpendKeyOrWithoutPlaces_IsRefused()
    {
        AssertRefused("has an entry of", () => new PartMessage { Run = "r", Keys = [s_key], Calls = Columns(), Input = [0, 0], Offset = [0, 1] }.ToPart(new("t", "other")));
        AssertRefused("places", () => new PartMessage { Run = "r", Keys = [s_key], Calls = Columns(), Input = [0], Offset = [0, 1] }.ToPart(new("t", "m")));
        AssertRefused("before the beginning", () => new PartMessage { Run = "r", Keys = [s_key], Calls = Columns(), Input = [0, 0], Offset = [0, -1] }.ToPart(new("t", "m")));
        AssertRefused("without a run", () => new PartMessage { Keys = [s_key], Calls = Columns(), Input = [0, 0], Offset = [0, 1] }.ToPart(new("t", "m")));
    }

    [Fact]
    public void Chunk_RecordsOutsideOfItsBytes_AreRefused()
    {
        AssertRefused("differ in length", () => new ChunkMessage { Keys = [s_key], Calls = Columns(), Records = Records(1) }.CopyTo(new()));
        AssertRefused("behind its chunk", () => new ChunkMessage { Keys = [s_key], Calls = Columns(), Records = Records(2), Bytes = new byte[15] }.CopyTo(new()));
        AssertRefused("before the beginning", () => new ChunkMessage { Keys = [s_key], Calls = Columns(), Records = Records(2, first: -10) }.CopyTo(new()));
    }

    [Theory]
    [InlineData(new[] { 0, 0 }, new[] { 0, 0 }, 2)]
    [InlineData(new[] { 2 }, new[] { 0 }, 1)]
    [InlineData(new[] { 0 }, new[] { 1 }, 1)]
    [InlineData(new[] { 0 }, new[] { 0 }, 2)]
    public void PartAnswer_ThatContradictsItself_IsRefused(int[] known, int[] knownRun, int facts) => AssertRefused("",
        () => new PartAnswer { Known = known, KnownRun = knownRun, KnownFacts = new ulong[facts], Runs = ["r"] }.ToReceipt(2));

    [Fact]
    public void Offer_OfNoOrTwoModels_IsRefused()
    {
        AssertRefused("one model", () => new OfferMessage { Map = Core.Pricing.CostMapSerializer.Write([]) }.ToOffer());
        AssertRefused("not JSON", () => new OfferMessage { Map = [1, 2] }.ToOffer());
    }

    [Fact]
    public void Columns_Random_AreRefusedOrGiveWhatAddsUp()
    {
        for (var seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            int[] Ints() => [.. Enumerable.Range(0, random.Next(4)).Select(_ => random.Next(-1, 3))];
            var columns = new CallColumns
            {
                IdHigh = new ulong[random.Next(3)], IdLow = new ulong[random.Next(3)], Facts = new ulong[random.Next(3)], Key = Ints(),
                QuantityCount = [.. Enumerable.Range(0, random.Next(3)).Select(_ => (byte)random.Next(3))], Meters = new byte[random.Next(4)], Amounts = new long[random.Next(4)],
                ReportedCalls = Ints(), ReportedHigh = new long[random.Next(3)], ReportedLow = new ulong[random.Next(3)],
            };
            var posting = new ChunkPosting();
            try
            {
                new ChunkMessage { Keys = [s_key, s_key], Calls = columns, Records = Records(columns.IdHigh.Length) }.CopyTo(posting);
            }
            catch (LedgerException)
            {
                continue;
            }
            Assert.True(posting.Calls.Sum(call => call.QuantityCount) == posting.Quantities.Count && posting.Calls.All(call => call.Key is 0 or 1), $"seed {seed}");
        }
    }

    private static void AssertRefused(string said, Action read)
    {
        var refused = Assert.Throws<LedgerException>(read);
        Assert.Equal(LedgerFault.Refused, refused.Fault);
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
    }

    private static RecordColumns Records(int calls, int first = 0) => new()
    {
        Start = [.. Enumerable.Range(0, calls).Select(call => first + (10 * call))],
        Length = [.. Enumerable.Repeat(10, calls)],
        Row = [.. Enumerable.Range(1, calls).Select(row => (long)row)],
        Offset = [.. Enumerable.Range(0, calls).Select(call => 10L * call)],
    };

    private static CallColumns Columns(
        ulong[]? low = null, ulong[]? facts = null, int[]? keys = null, byte[]? counts = null, byte[]? meters = null, long[]? amounts = null,
        int[]? reported = null, int? costs = null) => new()
    {
        IdHigh = [1, 2],
        IdLow = low ?? [1, 2],
        Facts = facts ?? [1, 2],
        Key = keys ?? [0, 0],
        QuantityCount = counts ?? [1, 1],
        Meters = meters ?? [(byte)Meter.InputTokens, (byte)Meter.OutputTokens],
        Amounts = amounts ?? [1, 2],
        ReportedCalls = reported ?? [],
        ReportedHigh = new long[costs ?? reported?.Length ?? 0],
        ReportedLow = new ulong[reported?.Length ?? 0],
    };
}
