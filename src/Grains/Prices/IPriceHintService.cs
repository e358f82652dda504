using Orleans.Concurrency;
using Orleans.Services;

namespace Accounting.Grains.Prices;

/// <summary>Stands on each silo, so that the registry can tell it of a new version.</summary>
[Alias("accounting.price-hints")]
internal interface IPriceHintService : IGrainService
{
    /// <summary>A version of that digest was stored. Told once, and not waited for.</summary>
    [Alias("hint"), OneWay]
    Task Hint(string digest);
}
