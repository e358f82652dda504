namespace Accounting.Grains.Prices;

/// <summary>How a silo keeps its cost maps.</summary>
public sealed class PriceOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Prices";

    /// <summary>
    /// How often a silo asks the ledger for the newest version: it is never further behind than this and the time of one question, whatever
    /// becomes of hints. Default: 5 s. From <see cref="PollPeriodMin"/> to <see cref="PollPeriodMax"/>.
    /// </summary>
    public TimeSpan PollPeriod { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Versions held beside the newest one, for runs that are pinned to them. Default: 8, of some megabytes each. From 1 to <see cref="PinnedMapsLimit"/>.</summary>
    public int PinnedMapsMax { get; set; } = 8;

    /// <summary>Shorter ones would only burden the ledger.</summary>
    public static readonly TimeSpan PollPeriodMin = TimeSpan.FromMilliseconds(10);

    /// <summary>Longer ones would hide a lost hint from people.</summary>
    public static readonly TimeSpan PollPeriodMax = TimeSpan.FromMinutes(10);

    /// <summary>Maps of three thousand models take about 10 MB each.</summary>
    public const int PinnedMapsLimit = 256;
}
