using Accounting.Core.Ledger;
using Accounting.Core.Pricing.Versions;
using Accounting.Grains.Interfaces.Prices;

namespace Accounting.Grains.Prices;

/// <summary>
/// Makes the versions of the cost map, one after the other. What decides is the ledger, where a version is stored only after the one that
/// it was made from: so a second activation, or a command that writes to the ledger beside the cluster, loses nothing. Holds no state but
/// the answers to the last requests.
/// </summary>
internal sealed class CostRegistryGrain(IPriceMapStore store, PriceHints hints) : Grain, ICostRegistryGrain
{
    private readonly CostMapVersions _versions = new(store);
    private readonly AnswerMemory _answers = new();

    public Task<RegisterAnswer> RegisterModel(RegisterRequest request, CancellationToken cancellationToken) =>
        Once(request.Id, () => PriceChanges.Register(_versions, request, offersMax: 1), answer => answer.Map);

    public Task<RegisterAnswer> RegisterModels(RegisterRequest request, CancellationToken cancellationToken) =>
        Once(request.Id, () => PriceChanges.Register(_versions, request, PriceChanges.OffersMax), answer => answer.Map);

    public Task<ImportAnswer> Import(ImportRequest request, CancellationToken cancellationToken) =>
        Once(request.Id, () => PriceChanges.Import(_versions, request), answer => answer.Map);

    public Task<PriceMapVersion> NewestVersion(CancellationToken cancellationToken) => Ask(() => PriceChanges.VersionOf(_versions.Newest()));

    public Task<StoredPriceMap?> Newest(CancellationToken cancellationToken) => Ask(store.LoadNewestPriceMap);

    public Task<PriceMapChange[]> History(string? before, int count, CancellationToken cancellationToken) =>
        Ask(() => PriceHistory.Next(_versions, before, count, cancellationToken));

    public Task<StoredPriceMap?> Load(string version, CancellationToken cancellationToken) => Ask(() => store.LoadPriceMap(version));

    public async Task<bool> TrySave(StoredPriceMap map, string? after, CancellationToken cancellationToken)
    {
        var saved = await Ask(() => store.TrySavePriceMap(map, after));
        if (saved) hints.Send(map.Digest);
        return saved;
    }

    private async Task<T> Once<T>(Guid id, Func<T> change, Func<T, PriceMapVersion?> mapOf) where T : class
    {
        if (_answers.Find<T>(id) is { } known) return known;
        var answer = await Ask(change);
        // What was refused may be right later.
        if (mapOf(answer) is not { } map) return answer;
        _answers.Keep(id, answer);
        hints.Send(map.Digest);
        return answer;
    }

    // The ledger's answer is waited for on another thread; the grain's turns stay one after the other.
    private static Task<T> Ask<T>(Func<T> question) => Task.Run(question);
}
