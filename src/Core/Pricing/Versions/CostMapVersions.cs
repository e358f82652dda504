using System.Collections.Immutable;
using Accounting.Core.Ledger;

namespace Accounting.Core.Pricing.Versions;

/// <summary>
/// The versions of the cost map that a ledger keeps. The newest joins what ships with the program and what was registered: rows are only
/// ever added, so the two never contradict each other's past. Most versions are stored as what they add to the one before. Thread-safe
/// where the store is.
/// </summary>
public sealed class CostMapVersions(IPriceMapStore store)
{
    /// <summary>Versions from a whole one on: so many are read to load one.</summary>
    private const int DepthMax = 50;

    /// <summary>Names of versions in a message.</summary>
    private const int ExamplesMax = 3;

    /// <summary>The name by which <see cref="Find"/> finds the prices in force.</summary>
    public const string NewestName = "newest";

    /// <summary>The name by which <see cref="Find"/> finds the prices that ship with the program.</summary>
    public const string ShippedName = "shipped";

    // Maps never change: one that was read once in this process need not be read again.
    private static volatile Loaded? s_last;

    /// <summary>The prices in force.</summary>
    /// <exception cref="LedgerException">The stored map is damaged.</exception>
    public CostMap Newest() => store.LoadNewestPriceMap() is { } stored ? InForce(stored) : ShippedPrices.Map;

    /// <summary>A version that a run is pinned to.</summary>
    /// <exception cref="LedgerException">The ledger does not hold it, or it is damaged.</exception>
    public CostMap Load(string version) =>
        KnownAtName.TryParse(version, out var known) ? known.Of(Load(known.Version)) : Read(Stored(version));

    /// <summary>
    /// A version by its name: <see cref="NewestName"/>, <see cref="ShippedName"/>, a stored version, or <c>VERSION@TIME</c> for what a
    /// version knew at an instant, as <see cref="AsKnownAt"/> names it. Null where the store holds none of that name.
    /// </summary>
    /// <exception cref="LedgerException">It is damaged.</exception>
    public CostMap? Find(string name)
    {
        if (name == NewestName) return Newest();
        if (name == ShippedName) return ShippedPrices.Map;
        if (KnownAtName.TryParse(name, out var known)) return Find(known.Version) is { } map ? known.Of(map) : null;
        if (store.LoadPriceMap(name) is { } stored) return Read(stored);
        // What is in force, or ships, has its name before it is stored.
        return Newest() is var newest && newest.Version == name ? newest : ShippedPrices.Map.Version == name ? ShippedPrices.Map : null;
    }

    /// <summary>As <see cref="Find"/>, for a name that must be there.</summary>
    /// <exception cref="LedgerException">The store holds none of that name, or it is damaged.</exception>
    public CostMap Get(string name) => Find(name) ?? throw new LedgerException(LedgerFault.Refused,
        $"The ledger holds no cost map '{name}'. Expected {NewestName}, {ShippedName}, or a version{Examples()}.");

    /// <summary>
    /// What the prices in force were at a moment of knowing: only rows known by then. Its version names the newest one and the moment; it can
    /// be found again as soon as that one is stored (<see cref="KeepNewest"/>).
    /// </summary>
    /// <exception cref="LedgerException">The stored map is damaged.</exception>
    public CostMap AsKnownAt(DateTimeOffset time) => new KnownAtName(Newest().Version, time).Of(Newest());

    /// <summary>The name by which <see cref="Find"/> finds what a map knew at a moment.</summary>
    public static string NameAsKnownAt(CostMap map, DateTimeOffset time) => new KnownAtName(map.Version, time).ToString();

    private string Examples()
    {
        var names = History().Take(ExamplesMax).Select(version => version.Version).ToList();
        return names.Count == 0 ? "" : $" such as {string.Join(", ", names)}";
    }

    private StoredPriceMap Stored(string version) => store.LoadPriceMap(version) ?? throw new LedgerException(
        LedgerFault.Refused,
        $"The ledger holds no cost map {version}, to which the unfinished run is pinned. Void that run (accounting runs list, runs void) and bill again.");

    /// <summary>Keeps the prices in force, so that what is priced with them can be explained and repeated; answers them.</summary>
    public CostMap KeepNewest(DateTimeOffset now) => Change(now, map => (map, (IReadOnlyList<ModelPrices>)[]));

    /// <summary>
    /// Adds to the prices in force what <paramref name="change"/> makes of them, as a new version; answers with it. Called again with the
    /// newer map where another version came in between, so that none is lost. Nothing to add: nothing is stored, but for the first version.
    /// </summary>
    public (CostMap Map, T Result) Update<T>(DateTimeOffset now, Func<CostMap, (IReadOnlyList<ModelPrices> Added, T Result)> change)
    {
        T result = default!;
        var changed = Change(now, map =>
        {
            (var added, result) = change(map);
            return (added.Count == 0 ? map : map.With(added), added);
        });
        return (changed, result);
    }

    /// <summary>All versions, newest first, read as they are asked for, with what each added to the one before.</summary>
    /// <exception cref="LedgerException">A version is damaged.</exception>
    public IEnumerable<CostMapVersion> History() => History(store.LoadNewestPriceMap());

    /// <summary>The versions before that one, newest first.</summary>
    /// <exception cref="LedgerException">The ledger does not hold it, or a version is damaged.</exception>
    public IEnumerable<CostMapVersion> HistoryBefore(string version) => History(Stored(version)).Skip(1);

    private IEnumerable<CostMapVersion> History(StoredPriceMap? stored)
    {
        while (stored is not null)
        {
            var (added, previous) = AddedBy(stored);
            yield return new(stored.Version, stored.Digest, stored.KnownSince, added);
            stored = previous is null ? null : store.LoadPriceMap(previous) ?? throw Damaged(stored);
        }
    }

    private (IReadOnlyList<ModelPrices> Added, string? Previous) AddedBy(StoredPriceMap stored)
    {
        try
        {
            var content = ContentOf(stored);
            if (!content.IsWhole) return (content.Models, content.Previous);
            var before = content.Previous is { } previous ? Load(previous) : ShippedPrices.Map;
            return (before.RowsAddedIn(content.Models), content.Previous);
        }
        catch (Exception exception) when (exception is InvalidDataException or CostMapException)
        {
            throw Damaged(stored, exception);
        }
    }

    private CostMap Change(DateTimeOffset now, Func<CostMap, (CostMap Map, IReadOnlyList<ModelPrices> Added)> change)
    {
        while (true)
        {
            var stored = store.LoadNewestPriceMap();
            var present = stored is null ? ShippedPrices.Map : InForce(stored);
            var (map, added) = change(present);
            if (stored is not null && stored.Digest == map.Digest) return map;
            // Of a map that has more than the stored one (a newer program ships more), the difference is not at hand.
            var isStep = stored is not null && stored.Digest == present.Digest && StoredMapContent.DepthOf(stored!.Content) < DepthMax;
            var content = isStep
                ? StoredMapContent.Write(added, StoredMapContent.DepthOf(stored!.Content) + 1, stored.Version)
                : StoredMapContent.Write(map.Models, 0, stored?.Version);
            if (!store.TrySavePriceMap(new(map.Version, map.Digest, now, content), stored?.Version)) continue;
            s_last = new(map.Digest, content, map);
            return map;
        }
    }

    private CostMap InForce(StoredPriceMap stored)
    {
        if (s_last is { } last && last.StoredDigest == stored.Digest) return last.Map;
        var map = Read(stored).With(ShippedPrices.Map.Models);
        s_last = new(stored.Digest, stored.Content, map);
        return map;
    }

    private CostMap Read(StoredPriceMap stored)
    {
        // The same content is the same map, unless what ships joined it; a damaged one is not the same.
        if (s_last is { } last && last.Map.Digest == stored.Digest && last.Map.Version == stored.Version && last.Content.Span.SequenceEqual(stored.Content.Span))
            return last.Map;
        try
        {
            var map = Build(stored);
            if (map.Digest == stored.Digest) return map;
        }
        catch (Exception exception) when (exception is InvalidDataException or CostMapException)
        {
            throw Damaged(stored, exception);
        }
        throw Damaged(stored);
    }

    // From a whole version on: one after the other, as they were made, since the later word counts where two became known at once.
    private CostMap Build(StoredPriceMap stored)
    {
        var steps = new Stack<ImmutableArray<ModelPrices>>();
        for (var version = stored; ;)
        {
            var content = ContentOf(version);
            steps.Push(content.Models);
            if (content.IsWhole) break;
            if (steps.Count > DepthMax || content.Previous is null) throw Damaged(stored);
            version = store.LoadPriceMap(content.Previous) ?? throw Damaged(stored);
        }
        return CostMap.Create(steps.Pop()).WithAll(steps, stored.Version);
    }

    private static StoredMapContent ContentOf(StoredPriceMap stored) => StoredMapContent.Read(stored.Content, $"cost map {stored.Version} of the ledger");

    private static LedgerException Damaged(StoredPriceMap stored, Exception? cause = null) => new(LedgerFault.Damaged,
        $"Version {stored.Version} of the cost map in the ledger is damaged: its content does not have the digest {stored.Digest}. Restore the ledger from a copy.", cause!);

    private sealed record Loaded(string StoredDigest, ReadOnlyMemory<byte> Content, CostMap Map);
}
