using Accounting.Core.Ledger;

namespace Accounting.Grains.Interfaces.Prices;

/// <summary>
/// Owns the cost map: one grain, with key <see cref="Key"/>. Each change makes a version of its own; the ledger keeps them all.
/// </summary>
[Alias(Aliases.CostRegistryGrain)]
public interface ICostRegistryGrain : IGrainWithIntegerKey
{
    /// <summary>The only key.</summary>
    public const long Key = 0;

    /// <summary>Versions in one answer to <see cref="History"/>.</summary>
    public const int HistoryMax = 200;

    /// <summary>Registers the prices of one model, in a version of its own.</summary>
    [Alias("register-model"), ResponseTimeout("00:02:00")]
    Task<RegisterAnswer> RegisterModel(RegisterRequest request, CancellationToken cancellationToken = default);

    /// <summary>Registers the prices of several models, in one version: all, or none where one is refused.</summary>
    [Alias("register-models"), ResponseTimeout("00:02:00")]
    Task<RegisterAnswer> RegisterModels(RegisterRequest request, CancellationToken cancellationToken = default);

    /// <summary>Takes over a cost map in LiteLLM's form, after its checks.</summary>
    [Alias("import"), ResponseTimeout("00:05:00")]
    Task<ImportAnswer> Import(ImportRequest request, CancellationToken cancellationToken = default);

    /// <summary>Version and digest of the newest map.</summary>
    [Alias("newest-version"), ResponseTimeout("00:00:10")]
    Task<PriceMapVersion> NewestVersion(CancellationToken cancellationToken = default);

    /// <summary>The version that was stored last, or null where none is (<see cref="IPriceMapStore.LoadNewestPriceMap"/>).</summary>
    [Alias("newest"), ResponseTimeout("00:01:00")]
    Task<StoredPriceMap?> Newest(CancellationToken cancellationToken = default);

    /// <summary>The versions that were stored before that one, newest first, with what each added.</summary>
    /// <param name="before">The last version of the page before; null: from the newest on.</param>
    /// <param name="count">1 to <see cref="HistoryMax"/>; less are answered where there are no more.</param>
    /// <param name="cancellationToken">Stops between two versions.</param>
    [Alias("history"), ResponseTimeout("00:01:00")]
    Task<PriceMapChange[]> History(string? before, int count, CancellationToken cancellationToken = default);

    /// <summary>A stored version, or null (<see cref="IPriceMapStore.LoadPriceMap"/>).</summary>
    [Alias("load"), ResponseTimeout("00:01:00")]
    Task<StoredPriceMap?> Load(string version, CancellationToken cancellationToken = default);

    /// <summary>
    /// Stores a version after the one that the caller took for the newest (<see cref="IPriceMapStore.TrySavePriceMap"/>): what a client
    /// pins a run to.
    /// </summary>
    [Alias("try-save"), ResponseTimeout("00:01:00")]
    Task<bool> TrySave(StoredPriceMap map, string? after, CancellationToken cancellationToken = default);
}
