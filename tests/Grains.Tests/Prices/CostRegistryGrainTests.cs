using System.Text;
using Accounting.Core.Amounts;
using Accounting.Core.Ledger;
using Accounting.Core.Pricing;
using Accounting.Core.Pricing.Versions;
using Accounting.Grains.Interfaces.Prices;

namespace Accounting.Grains.Tests.Prices;

public sealed class CostRegistryGrainTests(PriceCluster cluster) : IClassFixture<PriceCluster>
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static int s_names;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RegisterModel_FromFiftyClientsAtOnce_EachHasItsVersionAndAllSilosLearnOfThemByHints()
    {
        var models = Enumerable.Range(0, 50).Select(_ => NewName()).ToList();
        var answers = await Task.WhenAll(models.Select(model => cluster.Registry.RegisterModel(Request(Offer(model)), Stop)));
        Assert.Equal(50, answers.Select(answer => answer.Map!.Version).Distinct().Count());
        AssertKnows(new CostMapVersions(cluster.Store).Newest(), models);
        foreach (var snapshot in cluster.Snapshots)
        {
            await Until(() => models.All(model => snapshot.Newest.Get("acme", model) is not null));
            Assert.Equal(answers[7].Map!.Digest, snapshot.For(answers[7].Map!.Version).Digest);
        }
    }

    [Fact]
    public async Task RegisterModel_AThousandInARowBesideAnotherWriter_NoneIsLost()
    {
        var models = Enumerable.Range(0, 1_000).Select(_ => NewName()).ToList();
        var others = Enumerable.Range(0, 100).Select(_ => NewName()).ToList();
        var before = cluster.Store.Maps.Count;
        var beside = Task.Run(() => others.ForEach(model => new CostMapVersions(cluster.Store).Update<int>(s_now, _ => ([Model(model)], 0))), Stop);
        var versions = new HashSet<string>();
        foreach (var model in models) versions.Add((await cluster.Registry.RegisterModel(Request(Offer(model)), Stop)).Map!.Version);
        await beside;
        Assert.Equal((1_000, 1_100), (versions.Count, cluster.Store.Maps.Count - before));
        AssertKnows(new CostMapVersions(cluster.Store).Newest(), [.. models, .. others]);
    }

    [Fact]
    public async Task Invariant08_CorrectionRetirementAndOtherFields_ComeThroughTheGrainAsThroughCore()
    {
        var name = NewName();
        using var fields = System.Text.Json.JsonDocument.Parse("""{"note":{"a":1}}""");
        PriceOffer[] offers =
        [
            Offer(name) with { Info = ModelInfo.Of(fields.RootElement.EnumerateObject()) },
            Offer(name) with { Kind = PriceKind.Correction, ValidFrom = s_now.AddDays(-9), ValidTo = s_now.AddDays(-5), KnownSince = s_now.AddDays(1), Reason = "misread" },
            Offer(name) with { Prices = PriceFields.None, Replaces = true, ValidFrom = s_now.AddDays(30), KnownSince = s_now.AddDays(2), Reason = "switched off" },
            Offer(name) with { SkipsUnchanged = true, KnownSince = s_now.AddDays(3), ValidFrom = s_now },
        ];
        var answer = await cluster.Registry.RegisterModels(Request(offers), Stop);
        Assert.Equal([false, false, false, true], answer.Offers.Select(offer => offer.IsUnchanged));
        var book = new PriceBook(CostMap.Empty);
        foreach (var offer in offers) Assert.NotNull(book.Register(offer).Model);
        var (kept, expected) = (new CostMapVersions(cluster.Store).Load(answer.Map!.Version).Get("acme", name)!, CostMap.Empty.With(book.Added).Get("acme", name)!);
        Assert.Equal(CostMapSerializer.Write([expected]), CostMapSerializer.Write([kept]));
        Assert.Equal("""{"a":1}""", kept.Info.Fields["note"]);
        Assert.True(kept.RowAt(s_now.AddDays(31))!.IsWithoutPrice);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RegisterModel_SameRequestAgain_MakesNoOtherVersion(bool forgotten)
    {
        var request = Request(Offer(NewName()));
        var first = await cluster.Registry.RegisterModel(request, Stop);
        if (forgotten) await cluster.ForgetAnswers();
        var between = await cluster.Registry.RegisterModel(Request(Offer(NewName())), Stop);
        if (forgotten) await cluster.ForgetAnswers();
        var count = cluster.Store.Maps.Count;
        var again = await cluster.Registry.RegisterModel(request, Stop);
        Assert.Equal(forgotten ? between.Map : first.Map, again.Map);
        Assert.Equal((count, first.Offers[0].Model), (cluster.Store.Maps.Count, again.Offers[0].Model));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task RegisterModel_StoreThatFailsBeforeOrAfterASave_EachIsThereOnce(int seed)
    {
        var models = Enumerable.Range(0, 60).Select(_ => NewName()).ToList();
        cluster.Store.FailAtRandom(seed);
        try
        {
            await Task.WhenAll(models.Select(async model =>
            {
                var request = Request(Offer(model));
                for (var attempt = 0; ; attempt++)
                {
                    try
                    {
                        await cluster.Registry.RegisterModel(request, Stop);
                        return;
                    }
                    catch (LedgerException exception) when (exception.Fault == LedgerFault.Unavailable && attempt < 100)
                    {
                        // As a client does: the same request again.
                    }
                }
            }));
        }
        finally
        {
            cluster.Store.FailAtRandom(null);
        }
        var newest = new CostMapVersions(cluster.Store).Newest();
        Assert.All(models, model => Assert.True(newest.Get("acme", model)?.Rows.Length == 1, $"seed {seed}: {model}"));
    }

    [Fact]
    public async Task RegisterModels_OneOfThemRefused_NoneIsRegistered()
    {
        var (good, bad) = (NewName(), NewName());
        var count = cluster.Store.Maps.Count;
        var refused = await cluster.Registry.RegisterModels(Request(Offer(good), Offer(bad, "-1")), Stop);
        Assert.Null(refused.Map);
        Assert.Equal([true, false], refused.Offers.Select(offer => offer.Accepted));
        Assert.Contains(refused.Offers[1].Problems, problem => problem.Model == $"acme/{bad}");
        Assert.InRange(cluster.Store.Maps.Count, count, Math.Max(count, 1));
        var taken = await cluster.Registry.RegisterModels(Request(Offer(good), Offer(bad, "0.1")), Stop);
        Assert.Equal([$"acme/{good}", $"acme/{bad}"], taken.Offers.Select(offer => offer.Model));
        Assert.Equal(taken.Map, await cluster.Registry.NewestVersion(Stop));
    }

    [Fact]
    public async Task RegisterModel_NoneOrTwo_IsRefused()
    {
        foreach (var request in new[] { Request(), Request(Offer(NewName()), Offer(NewName())) })
            Assert.Contains("expected 1 to 1", (await Assert.ThrowsAsync<LedgerException>(() => cluster.Registry.RegisterModel(request, Stop))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_LiteLlmMap_IsTakenOnceAndABrokenOneRefused()
    {
        var model = NewName();
        var request = new ImportRequest
        {
            Id = Guid.NewGuid(),
            Content = Encoding.UTF8.GetBytes($$$"""{"{{{model}}}":{"litellm_provider":"acme","mode":"chat","input_cost_per_token":1e-6,"output_cost_per_token":2e-6}}"""),
            KnownSince = s_now,
            Source = "map.json",
            Force = true,
            Reason = "a map of one model",
        };
        var taken = await cluster.Registry.Import(request, Stop);
        Assert.Equal((1, 1), (taken.Read, taken.Added));
        Assert.Equal(taken.Map, (await cluster.Registry.Import(request, Stop)).Map);
        Assert.NotNull(new CostMapVersions(cluster.Store).Newest().Get("acme", model));
        var broken = await cluster.Registry.Import(request with { Id = Guid.NewGuid(), Content = "{"u8.ToArray() }, Stop);
        Assert.Null(broken.Map);
        Assert.NotEmpty(broken.Problems);
        var unexplained = request with { Id = Guid.NewGuid(), Reason = " " };
        Assert.Contains("needs a reason", (await Assert.ThrowsAsync<LedgerException>(() => cluster.Registry.Import(unexplained, Stop))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_InPages_NamesEachVersionWithItsReason()
    {
        var models = Enumerable.Range(0, 7).Select(_ => NewName()).ToList();
        foreach (var model in models) await cluster.Registry.RegisterModel(Request(Offer(model) with { Reason = $"for {model}", KnownSince = s_now.AddMinutes(1) }), Stop);
        var pages = new List<PriceMapChange>();
        for (var page = 0; page < 3; page++) pages.AddRange(await cluster.Registry.History(pages.LastOrDefault()?.Version, 3, Stop));
        Assert.Equal(models.AsEnumerable().Reverse().Select(model => ($"acme/{model}", $"for {model}")), pages.Take(7).Select(change => (Assert.Single(change.Models), change.Reason)));
        Assert.Equal((1, PriceKind.Price, "test", s_now.AddMinutes(1)), (pages[0].ModelCount, pages[0].Kind, pages[0].Source, pages[0].KnownSince));
        foreach (var count in new[] { 0, ICostRegistryGrain.HistoryMax + 1 })
            Assert.Equal(LedgerFault.Refused, (await Assert.ThrowsAsync<LedgerException>(() => cluster.Registry.History(null, count, Stop))).Fault);
    }

    [Fact]
    public async Task Store_ThroughTheGrain_KeepsItsContract()
    {
        await cluster.Registry.RegisterModel(Request(Offer(NewName())), Stop);
        var newest = (await cluster.Registry.Newest(Stop))!;
        Assert.Equal(newest.Version, (await cluster.Registry.NewestVersion(Stop)).Version);
        Assert.Equal(newest.Digest, (await cluster.Registry.Load(newest.Version, Stop))!.Digest);
        Assert.Null(await cluster.Registry.Load("nowhere", Stop));
        Assert.True(await cluster.Registry.TrySave(newest, null, Stop));
        Assert.False(await cluster.Registry.TrySave(newest with { Version = "other" }, "not the newest", Stop));
    }

    private static RegisterRequest Request(params PriceOffer[] offers) => new(Guid.NewGuid(), [.. offers.Select(OfferMessage.From)]);

    private static PriceOffer Offer(string model, string price = "0.000001") => new()
    {
        Provider = "acme",
        Model = model,
        Mode = "chat",
        Prices = Prices(price),
        KnownSince = s_now,
        Source = "test",
    };

    private static ModelPrices Model(string model) =>
        new() { Provider = "acme", Model = model, Rows = [new() { KnownSince = s_now, Prices = Prices("0.000001") }] };

    private static PriceFields Prices(string price) => new([new("input_cost_per_request", ExactDecimal.Parse(price))]);

    private static string NewName() => $"model-{Interlocked.Increment(ref s_names)}";

    private static void AssertKnows(CostMap map, IEnumerable<string> models) => Assert.All(models, model => Assert.NotNull(map.Get("acme", model)));

    private static async Task Until(Func<bool> condition)
    {
        while (!condition()) await Task.Delay(TimeSpan.FromMilliseconds(5), Stop);
    }
}
