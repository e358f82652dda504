using System.Text;
using Accounting.Core.Ledger;
using Accounting.Core.Usage;

namespace Accounting.Core.Tests.Ledger;

public class EntryKeyOrderTests
{
    [Fact]
    public void Compare_AnyTexts_IsTheOrderOfTheirUtf8Bytes()
    {
        string[] parts = ["", "a", "b", "ä", "z", "\u0001", "\ue000", "\uffee", "\U0001f600", "\U00010000", "~"];
        var random = new Random(11);
        for (var round = 0; round < 3000; round++)
        {
            string Text() => string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => parts[random.Next(parts.Length)]));
            var (left, right) = (Text(), Text());
            var expected = Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right));
            var order = EntryKeyOrder.Instance.Compare(KeyOf(left), KeyOf(right));
            Assert.True(Math.Sign(expected) == Math.Sign(order), $"seed 11, round {round}: '{left}' and '{right}' gave {order}");
        }
    }

    [Fact]
    public void Compare_EachFieldInTurn_DecidesBeforeThoseAfterIt()
    {
        var low = new EntryKey { Tenant = "a", Slot = Slot.Undated };
        EntryKey[] raised =
        [
            low with { Source = UsageSource.Counted }, low with { ImageQuality = "x" }, low with { ImageSize = "x" }, low with { Residency = "x" }, low with { Region = "x" },
            low with { Speed = "x" }, low with { Batch = true }, low with { ServiceTier = "x" }, low with { OutputBand = new(1) }, low with { InputBand = new(1) },
            low with { Slot = new(-5) }, low with { CallType = "x" }, low with { RequestedModel = "x" },
            low with { ResponseModel = "x" }, low with { Provider = "x" }, low with { Tenant = "b" },
        ];
        Assert.Equal(raised, raised.Reverse().Order(EntryKeyOrder.Instance));
        Assert.All(raised, key => Assert.True(EntryKeyOrder.Instance.Compare(low, key) < 0));
    }

    private static EntryKey KeyOf(string tenant) => new() { Tenant = tenant, Slot = new(1) };
}
