using System.IO.Compression;
using Accounting.Core.Ledger;
using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Versions;

namespace Accounting.Core.Tests.Pricing.Versions;

public class CostMapVersionsTests
{
    private static readonly DateTimeOffset s_now = TestPrices.Day;

    private readonly MemoryMapStore _store = new();

    [Fact]
    public void Newest_OfAnEmptyStore_IsWhatShips()
    {
        Assert.Equal(ShippedPrices.Map.Digest, new CostMapVersions(_store).Newest().Digest);
        Assert.Empty(_store.Maps);
    }

    [Fact]
    public void KeepNewest_Twice_StoresOneVersionThatComesBack()
    {
        var kept = new CostMapVersions(_store).KeepNewest(s_now);
        Assert.Equal(kept.Version, new CostMapVersions(_store).KeepNewest(s_now.AddDays(1)).Version);
        var stored = Assert.Single(_store.Maps);
        Assert.Equal((kept.Version, kept.Digest, s_now), (stored.Version, stored.Digest, stored.KnownSince));
        var loaded = new CostMapVersions(_store.Copy()).Load(kept.Version);
        Assert.Equal((kept.Version, kept.Digest), (loaded.Version, loaded.Digest));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Update_AHundredAndTwentyTimes_EachVersionCanBeReadForEver(int seed)
    {
        var random = new Random(seed);
        var versions = new List<(string Version, string Digest)>();
        for (var i = 0; i < 120; i++)
        {
            // A few models again and again, many at one and the same instant, under names of different length and case.
            var offer = Offer($"model-{random.Next(6)}", random.Next(1, 500)) with
            {
                Mode = random.Next(2) == 0 ? "chat" : "embedding",
                MaxInputTokens = random.Next(3) == 0 ? random.Next(1_000) : null,
                Aliases = [.. Enumerable.Range(0, random.Next(3)).Select(_ => $"alias-{random.Next(4)}")],
                KnownSince = s_now.AddSeconds(random.Next(4)),
                Provider = random.Next(2) == 0 ? "acme" : "globex",
                Force = true,
                Reason = "tried",
            };
            var map = Register(offer).Map;
            if (versions.Count == 0 || versions[^1].Version != map.Version) versions.Add((map.Version, map.Digest));
        }
        Assert.Equal(versions, _store.Maps.Select(map => (map.Version, map.Digest)));
        Assert.True(versions.Count > 100, $"seed {seed}: {versions.Count} versions");
        // Copies, so that nothing comes from what this process remembers.
        foreach (var (version, digest) in versions.Where((_, index) => index % 7 == seed || index is 49 or 50 or 51))
            Assert.True(new CostMapVersions(_store.Copy()).Load(version).Digest == digest, $"seed {seed}: version {version}");
        Assert.InRange(_store.Maps.Count(map => map.Content.Span is [2, 0, ..]), 2, 4);
    }

    [Fact]
    public void Update_ManyVersions_TakeLittleRoom()
    {
        for (var i = 0; i < 120; i++) Register(Offer($"model-{i}", 1));
        var whole = _store.Maps[0].Content.Length;
        Assert.InRange(_store.Maps.Sum(map => (long)map.Content.Length), whole, 4L * whole + 120 * 500);
    }

    [Fact]
    public void Update_AnotherVersionCameInBetween_NeitherIsLost()
    {
        Register(Offer("first", 1));
        _store.BeforeSave = () => Register(Offer("between", 2));
        var (map, _) = Register(Offer("last", 3));
        foreach (var name in new[] { "first", "between", "last" }) Assert.NotNull(map.Get("acme", name));
        Assert.Equal(3, _store.Maps.Count);
    }

    [Fact]
    public void Update_ManyThreads_EachHasItsVersionAndNoneIsLost()
    {
        const int threads = 8, each = 12;
        var versions = new HashSet<string>();
        Parallel.For(0, threads, new() { MaxDegreeOfParallelism = threads, CancellationToken = TestContext.Current.CancellationToken }, thread =>
        {
            for (var i = 0; i < each; i++)
            {
                var version = Register(Offer($"model-{thread}-{i}", 1)).Map.Version;
                lock (versions) Assert.True(versions.Add(version), version);
            }
        });
        var newest = new CostMapVersions(_store.Copy()).Newest();
        Assert.Equal(threads * each, _store.Maps.Count);
        Assert.Equal(threads * each, newest.Models.Count(model => model.Provider == "acme"));
    }

    [Fact]
    public void Update_TheSameOfferAgain_AddsNothing()
    {
        var offer = Offer("m", 5);
        var first = Register(offer);
        var later = Register(Offer("m", 6) with { KnownSince = s_now.AddDays(2) });
        var again = Register(offer);
        Assert.Equal(later.Map.Version, again.Map.Version);
        Assert.Equal((2, 2), (_store.Maps.Count, again.Map.Get("acme", "m")!.Rows.Length));
        Assert.Equal(first.Result.Model!.Rows[^1].Prices.Values, again.Result.Model!.Rows[^1].Prices.Values);
        Assert.Equal(3, Register(offer with { Reason = "another" }).Map.Get("acme", "m")!.Rows.Length);
    }

    [Fact]
    public void History_NewestFirst_NamesWhatEachVersionAdded()
    {
        new CostMapVersions(_store).KeepNewest(s_now);
        for (var i = 0; i < 60; i++) Register(Offer($"model-{i}", i + 1) with { KnownSince = s_now.AddMinutes(i), Reason = $"reason {i}" });
        var history = new CostMapVersions(_store.Copy()).History().ToList();
        Assert.Equal(_store.Maps.Select(map => map.Version).Reverse(), history.Select(version => version.Version));
        Assert.Empty(history[^1].Added);
        for (var i = 0; i < 60; i++)
        {
            var version = history[59 - i];
            Assert.Equal(($"model-{i}", $"reason {i}"), (Assert.Single(version.Added).Model, version.Added[0].Rows[^1].Reason));
            Assert.Equal(s_now.AddMinutes(i), version.KnownSince);
        }
        Assert.Equal(history[10..], new CostMapVersions(_store).HistoryBefore(history[9].Version), (left, right) => left.Version == right.Version);
    }

    [Fact]
    public void History_OfAnEmptyStoresFirstRegistration_NamesIt()
    {
        Register(Offer("first", 1) with { Reason = "why" });
        var version = Assert.Single(new CostMapVersions(_store).History());
        Assert.Equal(("first", "why"), (Assert.Single(version.Added).Model, version.Added[0].Rows[^1].Reason));
    }

    [Fact]
    public void Load_FormOfEarlierLedgers_IsRead()
    {
        var map = CostMap.Create([TestPrices.Model("acme", "old", "{'input_cost_per_token':'1e-6'}")]);
        using var content = new MemoryStream();
        using (var zip = new GZipStream(content, CompressionLevel.Optimal, leaveOpen: true)) zip.Write(CostMapSerializer.Write(map.Models));
        Assert.True(_store.TrySavePriceMap(new(map.Version, map.Digest, s_now, content.ToArray()), null));
        Assert.Equal(map.Digest, new CostMapVersions(_store).Load(map.Version).Digest);
        var (newest, _) = Register(Offer("new", 1));
        Assert.NotNull(newest.Get("acme", "old"));
        Assert.Equal(newest.Digest, new CostMapVersions(_store.Copy()).Load(newest.Version).Digest);
        Assert.Equal(2, new CostMapVersions(_store).History().Count());
    }

    [Fact]
    public void Get_ByName_FindsStoredNewestAndShipped()
    {
        var first = Register(Offer("m", 1)).Map;
        var second = Register(Offer("m", 2) with { KnownSince = s_now.AddDays(1) }).Map;
        var versions = new CostMapVersions(_store.Copy());
        Assert.Equal(first.Digest, versions.Get(first.Version).Digest);
        Assert.Equal(second.Digest, versions.Get(CostMapVersions.NewestName).Digest);
        Assert.Equal(ShippedPrices.Map.Digest, versions.Get(CostMapVersions.ShippedName).Digest);
        Assert.Equal(ShippedPrices.Map.Digest, new CostMapVersions(new MemoryMapStore()).Get(ShippedPrices.Map.Version).Digest);
        Assert.Null(versions.Find("nine"));
        Assert.Contains(second.Version, Assert.Throws<LedgerException>(() => versions.Get("nine")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AsKnownAt_HasTheRowsKnownByThen_AndIsFoundAgainByItsName()
    {
        Register(Offer("m", 1));
        var first = new CostMapVersions(_store.Copy()).Newest();
        Register(Offer("m", 2) with { KnownSince = s_now.AddDays(2), ValidFrom = s_now.AddDays(-1), Kind = PriceKind.Correction, Reason = "wrong" });
        var versions = new CostMapVersions(_store.Copy());
        var known = versions.AsKnownAt(s_now.AddDays(1));
        Assert.Equal(first.Digest, known.Digest);
        Assert.Equal($"{versions.Newest().Version}@2026-10-02", known.Version);
        foreach (var again in (CostMap[])[versions.Load(known.Version), versions.Get(known.Version)])
            Assert.Equal((known.Version, known.Digest), (again.Version, again.Digest));
        Assert.Equal(known.Version, versions.Get("newest@2026-10-02").Version);
    }

    [Fact]
    public void Load_NotThere_SaysWhatToDo()
    {
        var exception = Assert.Throws<LedgerException>(() => new CostMapVersions(_store).Load("nine"));
        Assert.Equal(LedgerFault.Refused, exception.Fault);
        Assert.Contains("no cost map nine", exception.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, Func<byte[], byte[]>> Damages => new()
    {
        { "empty", _ => [] },
        { "unknown form", bytes => [9, .. bytes[1..]] },
        { "cut in the head", bytes => bytes[..3] },
        { "cut in the name", bytes => bytes[..6] },
        { "cut in the body", bytes => bytes[..^20] },
        { "no gzip", bytes => [.. bytes[..^20], .. new byte[20]] },
        { "another name", bytes => [.. bytes[..4], (byte)'x', .. bytes[5..]] },
        { "no base", bytes => [2, bytes[1], 0, 0, .. bytes[(4 + bytes[2])..]] },
        { "its own base's content", bytes => StoredMapContent.Write([], bytes[1], "nobody") },
        { "no JSON", bytes => [.. bytes[..(4 + bytes[2])], .. Zipped("no json")] },
        { "no map", bytes => [.. bytes[..(4 + bytes[2])], .. Zipped("{}")] },
        { "another map", bytes => [.. bytes[..(4 + bytes[2])], .. Zipped("""{"schema_version":1,"models":[]}""")] },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public void Load_DamagedContent_IsSaidToBeDamaged(string what, Func<byte[], byte[]> damage)
    {
        Register(Offer("first", 1));
        var version = Register(Offer("second", 2)).Map.Version;
        var damaged = _store.Copy(map => map.Version == version ? damage(map.Content.ToArray()) : map.Content.ToArray());
        var exception = Record.Exception(() => new CostMapVersions(damaged).Load(version));
        Assert.True(exception is LedgerException { Fault: LedgerFault.Damaged }, $"{what}: {exception}");
        Assert.Contains($"Version {version} of the cost map in the ledger is damaged", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_AChainWithoutEnd_IsDamaged()
    {
        Register(Offer("first", 1));
        var version = Register(Offer("second", 2)).Map.Version;
        var circle = _store.Copy(map => map.Version == version ? StoredMapContent.Write([], 1, version) : map.Content.ToArray());
        Assert.Equal(LedgerFault.Damaged, Assert.Throws<LedgerException>(() => new CostMapVersions(circle).Load(version)).Fault);
    }

    private (CostMap Map, RegistrationResult Result) Register(PriceOffer offer) => new CostMapVersions(_store).Update<RegistrationResult>(offer.KnownSince, map =>
    {
        var result = PriceRegistration.Register(map, offer);
        return ([result.Model!], result);
    });

    private static PriceOffer Offer(string model, int nano) => new()
    {
        Provider = "acme",
        Model = model,
        Prices = TestPrices.Of($"{{'input_cost_per_token':'{nano}e-9'}}"),
        KnownSince = s_now,
        Source = "test",
    };

    private static byte[] Zipped(string text)
    {
        using var content = new MemoryStream();
        using (var zip = new GZipStream(content, CompressionLevel.Optimal, leaveOpen: true)) zip.Write(System.Text.Encoding.UTF8.GetBytes(text));
        return content.ToArray();
    }
}
