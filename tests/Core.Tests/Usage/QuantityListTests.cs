using Accounting.Core.Usage;

namespace Accounting.Core.Tests.Usage;

public class QuantityListTests
{
    [Fact]
    public void Add_SameMeterTwice_AddsUpAndLeavesOutZeros()
    {
        var list = new QuantityList();
        list.Add(Meter.InputTokens, 3);
        list.Add(Meter.OutputTokens, 0);
        list.Add(Meter.InputTokens, 4);
        Assert.Equal([new(Meter.InputTokens, 7)], list.Items.ToArray());
        Assert.Equal(0, list[Meter.OutputTokens]);
        list.Clear();
        Assert.Equal(0, list.Count);
    }

    [Fact]
    public void Add_EveryMeter_GrowsTheList()
    {
        var list = new QuantityList();
        foreach (var meter in Enum.GetValues<Meter>()) list.Add(meter, 1);
        Assert.Equal(Enum.GetValues<Meter>().Length, list.Count);
    }

    [Fact]
    public void Add_NegativeOrTooMuch_Throws()
    {
        var list = new QuantityList();
        list.Add(Meter.InputTokens, QuantityList.AmountMax);
        Assert.Throws<ArgumentOutOfRangeException>(() => list.Add(Meter.InputTokens, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => list.Add(Meter.OutputTokens, -1));
    }
}
