using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Accounting.Grains.Tokenizing;

/// <summary>What the tokenizer grain needs of its silo.</summary>
public static class TokenizingServices
{
    /// <summary>Registers the services behind <see cref="TokenizerGrain"/>. The options are checked when the silo starts.</summary>
    public static IServiceCollection AddAccountingTokenizing(this IServiceCollection services, Action<TokenizerOptions>? configure = null)
    {
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<TokenizerOptions>().Configure(options => configure?.Invoke(options)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TokenizerOptions>, TokenizerOptionsValidator>());
        services.TryAddSingleton<CountingMetrics>();
        services.TryAddSingleton<CountingPool>();
        services.TryAddSingleton<ChunkCounter>();
        services.AddHostedService<CountingWarmUp>();
        return services;
    }
}
