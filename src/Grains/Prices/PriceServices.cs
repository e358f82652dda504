using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Accounting.Grains.Prices;

/// <summary>What the cost registry, and all that price, need of their silo.</summary>
public static class PriceServices
{
    /// <summary>
    /// Registers the silo's <see cref="CostMapSnapshot"/>, what keeps it up, and what the cost registry needs. The silo must have an <see cref="Core.Ledger.IPriceMapStore"/>
    /// that may be used on any thread. The options are checked when the silo starts.
    /// </summary>
    public static IServiceCollection AddAccountingPrices(this IServiceCollection services, Action<PriceOptions>? configure = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<PriceOptions>().Configure(options => configure?.Invoke(options)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PriceOptions>, PriceOptionsValidator>());
        services.AddSingleton<CostMapSnapshot>();
        services.AddSingleton<CostMapRefresh>();
        services.AddHostedService(provider => provider.GetRequiredService<CostMapRefresh>());
        services.AddSingleton<PriceHints>();
        services.AddGrainService<PriceHintService>();
        return services;
    }
}
