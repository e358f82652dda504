using Accounting.Core.Ledger;
using Accounting.Storage.Prices;
using Accounting.Storage.Tests.Support;

namespace Accounting.Storage.Tests.Prices;

public sealed class PriceMapTests
{
    private static readonly StoredPriceMap First = new("1", "sha256:1", new(2026, 9, 1, 0, 0, 0, TimeSpan.Zero), "one"u8.ToArray());

    [Fact]
    public void SavePriceMap_ComesBackAndTheNewestIsTheOneKnownLast()
    {
        using var ledger = new TestLedger();
        Assert.Null(ledger.Accounting.LoadNewestPriceMap());
        ledger.Accounting.SavePriceMap(First with { Version = "2", Digest = "sha256:2", KnownSince = First.KnownSince.AddDays(1) });
        ledger.Accounting.SavePriceMap(First);
        ledger.Accounting.SavePriceMap(First);
        ledger.Reopen();
        var stored = ledger.Accounting.LoadPriceMap("1")!;
        Assert.Equal(First with { Content = default }, stored with { Content = default });
        Assert.Equal("one"u8.ToArray(), stored.Content.ToArray());
        Assert.Equal("2", ledger.Accounting.LoadNewestPriceMap()!.Version);
        Assert.Null(ledger.Accounting.LoadPriceMap("3"));
    }

    [Fact]
    public void SavePriceMap_SameVersionWithAnotherDigest_IsRefused()
    {
        using var ledger = new TestLedger();
        ledger.Accounting.SavePriceMap(First);
        var refusal = Assert.Throws<LedgerException>(() => ledger.Accounting.SavePriceMap(First with { Digest = "sha256:other" }));
        Assert.Contains("A version is never changed", refusal.Message, StringComparison.Ordinal);
    }
}
