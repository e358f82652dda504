using Accounting.Grains.Prices;

namespace Accounting.Silo.Configuration;

/// <summary>How the silo keeps its cost maps: <see cref="PriceOptions"/> says what each setting means.</summary>
internal static class PriceSettings
{
    public static PriceOptions Read(SettingsReader reader)
    {
        var standard = new PriceOptions();
        return new()
        {
            PollPeriod = reader.Milliseconds(
                "Prices:PollPeriodMs",
                (int)standard.PollPeriod.TotalMilliseconds,
                (int)PriceOptions.PollPeriodMin.TotalMilliseconds,
                (int)PriceOptions.PollPeriodMax.TotalMilliseconds),
            PinnedMapsMax = reader.Number("Prices:PinnedMapsMax", standard.PinnedMapsMax, 1, PriceOptions.PinnedMapsLimit),
        };
    }
}
