using Accounting.Core.Ledger;
using Accounting.Core.Pricing;
using Accounting.Grains.Posting;
using Accounting.Grains.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace Accounting.Grains;

/// <summary>What the grains of a silo need beside Orleans.</summary>
public static class GrainServices
{
    /// <summary>
    /// Registers the ledger's threads and writer, and what posts runs. The ledger is closed with the container, after what was taken is
    /// committed.
    /// </summary>
    /// <param name="services">The silo's.</param>
    /// <param name="ledger">Opens the ledger, once: an <see cref="Core.Ledger.Parts.IPartLedger"/>, or a ledger for which this silo is the
    /// only one.</param>
    /// <param name="prices">The cost map of a version, to which a run is pinned; called from the writer's thread.</param>
    /// <param name="options">Bounds; they must be valid.</param>
    /// <exception cref="ArgumentException">An option is out of its bounds; all that are, are named.</exception>
    public static IServiceCollection AddAccountingPosting(
        this IServiceCollection services,
        Func<IServiceProvider, IAccounting> ledger,
        Func<IServiceProvider, Func<string, IPriceList>> prices,
        PostingOptions options)
    {
        if (options.Problems().ToArray() is { Length: > 0 } problems) throw new ArgumentException(string.Join(" ", problems), nameof(options));
        services.AddMetrics();
        services.AddSingleton(options);
        services.AddSingleton<PostingMetrics>();
        // The container closes what it made last first: the writer, which is made after the ledger, commits what it has before that is
        // closed.
        services.AddSingleton(provider => SiloLedger.Shared(ledger(provider)));
        services.AddSingleton<IPriceMapStore>(provider => new PriceMapStore(provider.GetRequiredService<IAccounting>()));
        services.AddSingleton(provider => new SiloLedger(
            provider.GetRequiredService<IAccounting>(), version => prices(provider)(version), options, provider.GetRequiredService<PostingMetrics>()));
        services.AddSingleton(provider => new RunPoster(provider.GetRequiredService<SiloLedger>(), version => prices(provider)(version), options));
        return services;
    }
}
