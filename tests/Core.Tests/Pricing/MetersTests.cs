using Accounting.Core.Pricing;
using Accounting.Core.Usage;

namespace Accounting.Core.Tests.Pricing;

public class MetersTests
{
    [Fact]
    public void All_Meters_StandInTheOrderOfTheirNumbersUnderTheirOwnNames()
    {
        Assert.Equal(Enum.GetValues<Meter>(), Meters.All.Select(meter => meter.Meter));
        Assert.Equal(Meters.All.Length, Meters.All.Select(meter => meter.Name).Distinct().Count());
        foreach (var meter in Meters.All)
        {
            Assert.Equal(meter, Meters.Of(meter.Meter));
            Assert.Equal(meter, Meters.Find(meter.Name));
            Assert.Equal(meter.Meter.ToString().ToLowerInvariant(), meter.Name.Replace("_", "", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Find_UnknownName_IsNull() => Assert.Null(Meters.Find("tokens"));
}
